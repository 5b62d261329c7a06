"""A small county for the tests of appraisal: seven townships in two classes, their cadres, schemes and people."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import httpx

from hengjian.contracts.events import (
    CadreChanged,
    CadreSnapshot,
    ConfirmedValue,
    DeductionEffective,
    DeductionRevoked,
    IndicatorChanged,
    IndicatorSnapshot,
    PostingSnapshot,
    RoundClosed,
    UnitChanged,
    UnitSnapshot,
    ValueConfirmed,
)
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import office_now, office_today, real_now
from tests.support.clock import YEAR
from tests.support.events import deliver
from tests.support.people import People, account_id

API = "/api/v1/appraisal"
CLASS_ONE = ("T01", "T02", "T03", "T04", "T05")
CLASS_TWO = ("T06", "T07")

TOWNSHIP_SCHEME: dict[str, Any] = {
    "code": "townships",
    "year": YEAR,
    "root": {
        "code": "total",
        "combine": "weighted",
        "parts": [
            {"code": "site", "name": "年终考评", "weight": "60", "points": "100", "rule": {"type": "panel"}},
            {"code": "daily", "name": "日常考核", "weight": "20", "points": "100", "rule": {"type": "deductions"}},
            {
                "code": "leaders",
                "name": "领导评鉴",
                "weight": "10",
                "points": "100",
                "rule": {"type": "proportional"},
                "missing": "exclude",
            },
            {
                "code": "social",
                "name": "社会评议",
                "weight": "10",
                "missing": "exclude",
                "rule": {
                    "type": "ballot",
                    "values": {"good": "100", "fair": "70", "bad": "30"},
                    "invalid": ["unknown"],
                },
            },
        ],
    },
    "tiers": [{"tier": "advanced", "top": {"count": 1}}, {"tier": "lagging", "bottom": {"count": 1}}],
    "vetoes": [{"code": "safety", "name": "安全生产", "effect": "bar_advanced"}],
}
TOWNSHIP_BINDING: dict[str, Any] = {
    "site": {"source": "sheet"},
    "daily": {"source": "deductions", "rule_codes": ["*"]},
    "leaders": {"source": "evaluation_round"},
    "social": {"source": "ballot_round"},
}
DAILY_SCHEME: dict[str, Any] = {
    "root": {
        "code": "total",
        "combine": "sum",
        "parts": [
            {"code": "daily", "name": "日常考核", "points": "20", "rule": {"type": "deductions"}},
            {"code": "revenue", "name": "财政收入", "points": "80", "rule": {"type": "proportional"}},
            {"code": "extra", "name": "加分", "rule": {"type": "bonuses", "at_most": "3"}},
        ],
    },
    "tiers": [{"tier": "advanced", "top": {"count": 1}}, {"tier": "lagging", "bottom": {"count": 1}}],
    "vetoes": [{"code": "safety", "effect": "bar_advanced"}],
}
DAILY_BINDING: dict[str, Any] = {
    "daily": {"source": "deductions", "rule_codes": ["*"]},
    "revenue": {"source": "indicator", "indicator_code": "REV"},
    "extra": {"source": "bonus_claims", "kinds": ["award"]},
}
LEADER_SCHEME: dict[str, Any] = {
    "root": {
        "code": "total",
        "combine": "sum",
        "parts": [
            {"code": "team", "points": "80", "rule": {"type": "proportional"}},
            {"code": "own", "points": "20", "rule": {"type": "given"}},
        ],
    },
}


def scheme(code: str, document: Mapping[str, Any], binding: Mapping[str, Any], *classes: str, **more: Any) -> Any:
    return {
        "year": YEAR,
        "code": code,
        "name": f"{code} 考核办法",
        "subject_kind": "unit",
        "class_codes": list(classes),
        "document": document,
        "binding": binding,
        **more,
    }


def _unit(code: str, class_code: str) -> UnitSnapshot:
    return UnitSnapshot(
        code=code,
        name=f"{code}镇",
        kind="department" if code.startswith("D") else "township",
        class_code=class_code,
        class_name=class_code,
        class_since=date(2020, 1, 1),
        is_active=True,
    )


def posting(unit_code: str, group: str, from_on: date, to_on: date | None = None) -> PostingSnapshot:
    content = {"unit_code": unit_code, "post_code": group, "post_name": group, "post_group": group}
    return PostingSnapshot.model_validate(
        content | {"is_principal": group == "chief", "from_on": from_on, "to_on": to_on}
    )


def _cadres() -> list[CadreSnapshot]:
    people = []
    for unit_code in (*CLASS_ONE, *CLASS_TWO):
        for group, count in (("chief", 1), ("deputy", 1), ("ordinary", 3)):
            people += [
                CadreSnapshot(
                    code=f"{unit_code}-{group}-{number}",
                    name=f"{unit_code}{group}{number}",
                    postings=(posting(unit_code, group, date(2020, 1, 1)),),
                    is_active=True,
                )
                for number in range(1, count + 1)
            ]
    return people


async def populate(service: Service) -> None:
    units = [_unit(code, "township-1") for code in CLASS_ONE] + [_unit(code, "township-2") for code in CLASS_TWO]
    units.append(_unit("D01", "department-1"))
    await deliver(
        service, ServiceName.DIRECTORY, UnitChanged(units=tuple(units)), CadreChanged(cadres=tuple(_cadres()))
    )
    revenue = IndicatorSnapshot(code="REV", name="财政收入", name_en="Revenue", owner_unit_code="D01")
    await deliver(service, ServiceName.TARGETS, IndicatorChanged(year=YEAR, indicators=(revenue,)))


def deduction(unit_code: str, points: str = "1", **changes: Any) -> DeductionEffective:
    deduction_id = uuid4()
    content = {
        "deduction_id": deduction_id,
        "number": f"K-{deduction_id.hex[:8]}",
        "year": YEAR,
        "unit_code": unit_code,
        "cadre_codes": (),
        "rule_code": "VISIT-1",
        "points": Decimal(points),
        "count": 1,
        "factor": Decimal(1),
        "occurred_on": office_today(),
        "effective_at": office_now(),
    }
    return DeductionEffective.model_validate(content | changes)


def revocation(of: DeductionEffective) -> DeductionRevoked:
    return DeductionRevoked(
        deduction_id=of.deduction_id, reversal_id=uuid4(), year=of.year, unit_code=of.unit_code, reason="复核"
    )


def values(**actuals: str) -> ValueConfirmed:
    """Confirmed revenue of units, against a target of 100."""
    return ValueConfirmed(
        year=YEAR,
        values=tuple(
            ConfirmedValue(
                record_id=uuid4(),
                unit_code=unit_code,
                indicator_code="REV",
                value_name="annual",
                actual=Decimal(actual),
                target=Decimal(100),
            )
            for unit_code, actual in actuals.items()
        ),
    )


def values_closed(*class_codes: str, period: str = "annual") -> RoundClosed:
    return RoundClosed(
        round_id=uuid4(),
        year=YEAR,
        kind="annual_values",
        period=period,
        class_codes=class_codes,
        indicator_codes=("REV",),
    )


class Office:
    """The offices of the county, each a person by name."""

    def __init__(self, people: People, service: Service) -> None:
        self.people = people
        self.service = service
        self.author = people.person(Role.APPRAISAL_OFFICE, name="考核办甲")
        self.reviewer = people.person(Role.APPRAISAL_OFFICE, name="考核办乙")
        self.committee = people.person(Role.COMMITTEE, name="考核委员会")
        self.organisation = people.person(Role.ORGANISATION_DEPARTMENT, name="组织部")
        self.discipline = people.person(Role.DISCIPLINE_OFFICE, name="效能办")
        self.owner = people.person(Role.INDICATOR_OWNER, unit="D01", name="财政局")
        self.auditor = people.person(Role.AUDITOR, name="审计员")
        self.verifier = people.person(Role.VERIFIER, name="审核甲")
        self.scorers = [people.person(Role.SCORER, name=name) for name in ("评分甲", "评分乙")]
        self.monitor = people.person(Role.MONITOR, name="监督甲")
        self.leaders = [people.person(Role.COUNTY_LEADER, name=f"县领导{number}") for number in range(1, 4)]

    def head(self, unit_code: str) -> httpx.AsyncClient:
        return self.people.person(Role.UNIT_HEAD, unit=unit_code)

    def cadre(self, unit_code: str, cadre_code: str) -> httpx.AsyncClient:
        return self.people.person(Role.CADRE, unit=unit_code, cadre=cadre_code, name=cadre_code)

    async def hear(self, source: ServiceName, *events: Any) -> None:
        """Deliver events and let the standings follow."""
        await deliver(self.service, source, *events)
        await self.service.jobs.run_all()

    async def deduct(self, unit_code: str, points: str = "1", **changes: Any) -> DeductionEffective:
        event = deduction(unit_code, points, **changes)
        await self.hear(ServiceName.SUPERVISION, event)
        return event

    async def reviewed(self, entry: Any) -> str:
        scheme_id = (await good(self.author.post(f"{API}/schemes", json=entry)))["id"]
        await good(self.reviewer.post(f"{API}/schemes/{scheme_id}:review"))
        return str(scheme_id)

    async def approved(self, entry: Any) -> str:
        scheme_id = await self.reviewed(entry)
        await good(self.committee.post(f"{API}/schemes/{scheme_id}:approve", json={"document_number": "县考〔1〕号"}))
        return scheme_id

    async def issued(self, entry: Any) -> str:
        scheme_id = await self.approved(entry)
        await good(self.author.post(f"{API}/schemes/{scheme_id}:issue"))
        await self.service.jobs.run_all()
        return scheme_id

    async def standing(self, unit_code: str) -> dict[str, Any]:
        page = await good(self.author.get(f"{API}/standings?year={YEAR}&limit=200"))
        return next(line for line in page["items"] if line["subject_code"] == unit_code)

    async def compute(self, kind: str = "unit", **more: Any) -> list[str]:
        order = {"year": YEAR, "subject_kind": kind, **more}
        return list((await good(self.author.post(f"{API}/results:compute", json=order)))["ids"])

    async def step(self, verb: str, ids: list[str], reason: str = "会议研究") -> list[dict[str, Any]]:
        who = self.committee if verb == "approve" else self.author
        answer = await who.post(f"{API}/results:{verb}", json={"ids": ids, "reason": reason})
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found

    async def published(self, kind: str = "unit") -> dict[str, str]:
        """Results computed, approved and published; class code to result id."""
        ids = await self.compute(kind)
        await self.step("approve", ids)
        return {row["class_code"]: row["id"] for row in await self.step("publish", ids)}

    async def let_days_pass(self, days: int) -> None:
        offset = (office_now() - real_now()) + timedelta(days=days)
        await self.service.move_clock(round(offset.total_seconds()))


async def good(call: Any) -> dict[str, Any]:
    answer = await call
    assert answer.status_code < 300, answer.text
    content: dict[str, Any] = answer.json()
    return content


async def refused(call: Any) -> tuple[int, str]:
    answer = await call
    return answer.status_code, answer.json()["code"]


async def faults(call: Any) -> set[tuple[str, str]]:
    """Pointer and code of each fault of a refused input."""
    answer = await call
    assert answer.status_code == 422, answer.text
    return {(error["pointer"], error["code"]) for error in answer.json()["errors"]}


def members(*names: str) -> list[dict[str, str]]:
    """People of a team, by account."""
    return [{"account_id": account_id(name), "name": name} for name in names]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def lines_of(result: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {line["subject_code"]: line for line in result["lines"]}


SOMETHING = UUID("00000000-0000-7000-8000-000000000001")
