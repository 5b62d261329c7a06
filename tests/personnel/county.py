"""A small county for the tests of ``personnel``: four townships, a department, and final results made to measure."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import httpx

from hengjian.contracts.events import (
    CadreChanged,
    CadreSnapshot,
    PostingSnapshot,
    ResultLine,
    ResultsFinal,
    UnitChanged,
    UnitSnapshot,
)
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from tests.support.clock import YEAR
from tests.support.events import deliver
from tests.support.people import People

API = "/api/v1/personnel"
TOWNSHIPS = ("T01", "T02", "T03", "T04")
DEPUTIES = 5
ORDINARY = 20


def _unit(code: str, kind: str = "township") -> UnitSnapshot:
    class_code, class_name = ("township-1", "一类乡镇") if kind == "township" else ("department-1", "综合部门")
    return UnitSnapshot(
        code=code,
        name=f"{code}乡" if kind == "township" else f"{code}局",
        kind=kind,
        class_code=class_code,
        class_name=class_name,
        class_since=date(2020, 1, 1),
        is_active=True,
    )


def _cadre(
    unit: str, post: str, group: str, *, since: date = date(2020, 1, 1), principal: bool = False
) -> CadreSnapshot:
    posting = PostingSnapshot(
        unit_code=unit,
        post_code=post,
        post_name={"chief": "党委书记", "deputy": "副乡长", "ordinary": "科员"}[group],
        post_group=group,
        is_principal=principal,
        from_on=since,
        to_on=None,
    )
    return CadreSnapshot(code=f"{unit}-{post}", name=f"某{unit}{post}", postings=(posting,), is_active=True)


def cadres_of(unit: str) -> list[CadreSnapshot]:
    return [
        _cadre(unit, "C01", "chief", principal=True),
        *(_cadre(unit, f"V{n:02}", "deputy") for n in range(1, DEPUTIES + 1)),
        *(_cadre(unit, f"O{n:02}", "ordinary") for n in range(1, ORDINARY + 1)),
    ]


async def populate(personnel: Service) -> None:
    units = [*(_unit(code) for code in TOWNSHIPS), _unit("D01", "department")]
    cadres = [cadre for unit in units for cadre in cadres_of(unit.code)]
    newcomer = _cadre("T01", "V09", "deputy", since=date(2026, 10, 1))
    await deliver(
        personnel,
        ServiceName.DIRECTORY,
        UnitChanged(units=tuple(units)),
        CadreChanged(cadres=(*cadres, newcomer)),
    )


def line(
    code: str, rank: int | None, of: int, *, tier: str = "standard", kind: str = "unit", **more: Any
) -> ResultLine:
    fields = {
        "code": code,
        "kind": kind,
        "name": f"{code}乡" if kind == "unit" else f"某{code}",
        "unit_code": code.split("-", maxsplit=1)[0],
        "total": Decimal(100 - (rank or of)),
        "rank": rank,
        "of": of,
        "tier": tier,
        "flags": (),
    }
    return ResultLine.model_validate({**fields, **more})


def final(
    class_code: str, lines: Iterable[ResultLine], *, version: int = 1, year: int = YEAR, digest: str | None = None
) -> ResultsFinal:
    lines = tuple(lines)
    return ResultsFinal(
        result_id=uuid4(),
        year=year,
        scheme_code=f"{class_code}-{year}",
        class_code=class_code,
        subject_kind=lines[0].kind,
        version=version,
        digest=digest or f"sha256:{class_code}-{version}",
        lines=lines,
    )


def township_result(**more: Any) -> ResultsFinal:
    """T01 advanced, T04 lagging."""
    tiers = {"T01": "advanced", "T04": "lagging"}
    return final(
        "township-1",
        (line(code, rank, 4, tier=tiers.get(code, "standard")) for rank, code in enumerate(TOWNSHIPS, 1)),
        **more,
    )


def deputies_result(**more: Any) -> ResultsFinal:
    """Twenty deputies, those of T01 first, those of T04 last; the newcomer leads them all."""
    codes = ["T01-V09", *(f"{unit}-V{n:02}" for unit in TOWNSHIPS for n in range(1, DEPUTIES + 1))]
    return final(
        "deputy-township-1", (line(code, i, len(codes), kind="cadre") for i, code in enumerate(codes, 1)), **more
    )


def ordinary_result(unit: str, ranks: Sequence[int] | None = None, **more: Any) -> ResultsFinal:
    ranks = ranks or range(1, ORDINARY + 1)
    return final(
        unit, (line(f"{unit}-O{n:02}", rank, ORDINARY, kind="cadre") for n, rank in enumerate(ranks, 1)), **more
    )


class Office:
    """The people who work with personnel, and what they do before a test begins."""

    def __init__(self, people: People, personnel: Service) -> None:
        self.personnel = personnel
        self.organisation = people.person(Role.ORGANISATION_DEPARTMENT)
        self.author = people.person(Role.ORGANISATION_DEPARTMENT, name="organisation-author")
        self.board = people.person(Role.ORGANISATION_DEPARTMENT, name="organisation-board")
        self.records = people.person(Role.ORGANISATION_DEPARTMENT, name="organisation-records")
        self.finance = people.person(Role.FINANCE_OFFICE)
        self.discipline = people.person(Role.DISCIPLINE_OFFICE)
        self.committee = people.person(Role.COMMITTEE)

    async def issue_rules(self, year: int = YEAR, **document: Any) -> None:
        written = await self.author.put(f"{API}/linkage-rules/{year}", json=document)
        assert written.status_code == 200, written.text
        issued = await self.organisation.post(
            f"{API}/linkage-rules/{year}:issue", json={"decision_number": f"县委办〔{year}〕3号"}
        )
        assert issued.status_code == 200, issued.text

    async def finalise(self, *results: ResultsFinal) -> None:
        await deliver(self.personnel, ServiceName.APPRAISAL, *results)
        await self.personnel.jobs.run_all()

    async def proposals(self, **filters: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        address: str | None = f"{API}/proposals"
        params: dict[str, Any] | None = {"limit": 200, "year": YEAR, **filters}
        while address:
            page = (await self.organisation.get(address, params=params)).json()
            found += page["items"]
            address, params = page["next"], None
        return found

    async def proposal(self, **filters: Any) -> dict[str, Any]:
        [only] = await self.proposals(**filters)
        return only

    async def accept(self, proposal: dict[str, Any], **more: Any) -> dict[str, Any]:
        answer = await decide(self.decider(proposal), proposal, **more)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def decider(self, proposal: dict[str, Any]) -> httpx.AsyncClient:
        offices = {
            "personnel:proposal:decide_accountability": self.discipline,
            "personnel:proposal:decide_bonus": self.finance,
            "personnel:proposal:decide_cadre": self.organisation,
        }
        return offices[proposal["deciding_permission"]]


async def decide(client: httpx.AsyncClient, proposal: dict[str, Any], **more: Any) -> httpx.Response:
    entry = {"outcome": "accepted", "reason": "会议研究同意", "decision_number": "县委组〔2027〕1号", **more}
    return await client.post(f"{API}/proposals/{proposal['id']}:decide", json=entry)
