"""A county with plans, and the people of a quarterly round."""

from itertools import count
from typing import Any

import httpx

from hengjian.contracts.roles import Role
from tests.supervision.support import API, good
from tests.support.people import People

TARGETS = "/api/v1/targets"
ROUNDS = f"{API}/rounds"
ITEMS = f"{API}/round-items"
_years = count(2040)

MILESTONES = {"3": "20", "6": "50", "9": "80", "12": "100"}


class Quarter:
    """Who takes part in a round, each by name, and the steps they take again and again."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.author = people.person(Role.APPRAISAL_OFFICE, name="office-1")
        self.issuer = people.person(Role.APPRAISAL_OFFICE, name="office-3")
        self.office = people.person(Role.SUPERVISION_OFFICE, name="supervision-1")
        self.inspector = people.person(Role.INSPECTOR, name="inspector-1")
        self.local = people.person(Role.INSPECTOR, Role.UNIT_REPORTER, unit="T01", name="inspector-2")
        self.head = people.person(Role.UNIT_HEAD, unit="T01", name="head-1")
        self.neighbour = people.person(Role.UNIT_HEAD, unit="T02", name="head-2")
        self.auditor = people.person(Role.AUDITOR, name="auditor-1")

    async def plan(self, year: int, target: str = "100") -> None:
        """A year with issued plans of both townships: an amount with milestones, a ceiling, and a task."""
        rows = [
            _indicator(year, "TAX"),
            _indicator(year, "FIRES", direction="lower", places=0),
        ]
        rows.append(_indicator(year, "ROAD", kind="task", unit_of_measure="%"))
        lines = [
            _target("TAX", target, milestones=MILESTONES),
            _target("FIRES", "4"),
            _target("ROAD", None),
        ]
        await good(self.author.post(f"{TARGETS}/years", json={"year": year, "name": f"{year}年度"}))
        await self._batch("indicators", rows)
        await self._batch("plans", [{"year": year, "level": "county", "targets": lines}])
        units = [{"year": year, "level": "unit", "unit_code": code, "targets": lines} for code in ("T01", "T02")]
        await self._batch("plans", units)
        for level in ("county", "unit"):
            await good(self.issuer.post(f"{TARGETS}/plans:issue", json={"year": year, "level": level}))

    async def _batch(self, what: str, items: list[dict[str, Any]]) -> None:
        outcome = await good(self.author.post(f"{TARGETS}/{what}:batch", json={"items": items}))
        assert outcome["refused"] == 0, outcome

    async def amend(self, year: int, code: str, target: str) -> None:
        [plan] = (
            await good(self.author.get(f"{TARGETS}/plans", params={"year": year, "level": "unit", "unit_code": "T01"}))
        )["items"]
        await good(self.author.post(f"{TARGETS}/years/{year}:advance", json={"to_phase": "running"}))
        entry = {"plan_id": plan["id"], "indicator_code": code, "new_target": target, "reason": "受灾"}
        proposed = await good(self.author.post(f"{TARGETS}/amendments", json=entry))
        colleague = self.people.person(Role.APPRAISAL_OFFICE, name="office-2")
        decision = {"reason": "同意", "document_number": "县考核办〔2026〕7号"}
        await good(colleague.post(f"{TARGETS}/amendments/{proposed['id']}:approve", json=decision))

    async def opened(self, **changes: Any) -> dict[str, Any]:
        year = changes.pop("year", None)
        if year is None:
            year = next(_years)
            await self.plan(year)
        return await good(self.office.post(ROUNDS, json=round_entry(year, **changes)))

    async def items(self, row: dict[str, Any], who: httpx.AsyncClient | None = None) -> dict[tuple[str, str], Any]:
        """The lines that somebody sees, by unit and code."""
        page = await good((who or self.office).get(ITEMS, params={"round_id": row["id"], "limit": 200}))
        return {(item["unit_code"], item["code"]): item for item in page["items"]}

    async def found(self, row: dict[str, Any], item: dict[str, Any], **finding: Any) -> dict[str, Any]:
        body = {"items": [{"item_id": item["id"], "note": "现场核实", **finding}]}
        return await good(self.inspector.post(f"{ROUNDS}/{row['id']}/findings:batch", json=body))

    async def red(self, row: dict[str, Any], unit: str = "T01") -> str:
        """A line that was found red; its id."""
        item = (await self.items(row))[unit, "TAX"]
        [found] = (await self.found(row, item, value="10"))["lights"]
        assert found["light"] == "red"
        return str(item["id"])

    async def step(self, item: str, verb: str, who: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
        return await good(who.post(f"{ITEMS}/{item}:{verb}", json={"note": "见附注", **body}))


def round_entry(year: int, **changes: Any) -> dict[str, Any]:
    return {
        "year": year,
        "period": "Q3",
        "title": "三季度督查",
        "class_codes": ["township-1"],
        **changes,
    }


def _indicator(year: int, code: str, **changes: Any) -> dict[str, Any]:
    named = {
        "name": f"指标{code}",
        "name_en": f"Indicator {code}",
        "unit_of_measure": "万元",
    }
    return {"year": year, "code": code, **named, "owner_unit_code": "D01", **changes}


def _target(code: str, value: str | None, **more: Any) -> dict[str, Any]:
    return {"indicator_code": code, "target": value, **more}


def project(unit: str = "T01", code: str = "XM-1", **changes: Any) -> dict[str, Any]:
    content = {"name": "污水处理厂", "planned": "主体完工", "planned_on": "2026-09-30"}
    return {"unit_code": unit, "code": code, **content, **changes}
