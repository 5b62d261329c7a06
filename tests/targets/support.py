"""Steps of the year that the tests of targets take again and again."""

from datetime import datetime
from typing import Any

import httpx
from sqlalchemy import select

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import COUNTY_ZONE, real_now
from tests.support.clock import YEAR
from tests.support.people import People

API = "/api/v1/targets"


async def good(call: Any) -> dict[str, Any]:
    answer = await call
    assert answer.status_code < 300, answer.text
    content: dict[str, Any] = answer.json()
    return content


async def refused(call: Any) -> tuple[int, str]:
    answer = await call
    return answer.status_code, answer.json()["code"]


async def faults(call: Any) -> list[tuple[str, str]]:
    """Pointer and code of each fault of a refused batch."""
    answer = await call
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


def indicator(code: str, **changes: Any) -> dict[str, Any]:
    return {
        "year": YEAR,
        "code": code,
        "name": f"指标{code}",
        "name_en": f"Indicator {code}",
        "unit_of_measure": "万元",
        "owner_unit_code": "D01",
        **changes,
    }


def plan(level: str, *targets: dict[str, Any], **subject: Any) -> dict[str, Any]:
    return {"year": YEAR, "level": level, "targets": list(targets), **subject}


def target(code: str, value: str | None = "120", **more: Any) -> dict[str, Any]:
    return {"indicator_code": code, "target": value, **more}


def values(*rows: dict[str, Any], name: str = "annual", **more: Any) -> dict[str, Any]:
    return {"year": YEAR, "value_name": name, "items": list(rows), **more}


def value_row(unit: str = "T01", code: str = "TAX", actual: str = "118.5", **more: Any) -> dict[str, Any]:
    return {"unit_code": unit, "indicator_code": code, "actual": actual, **more}


def waiting(*codes: str, name: str = "annual") -> dict[str, Any]:
    return {"year": YEAR, "value_name": name, "indicator_codes": list(codes)}


class Office:
    """The people of a year, each by name, and the steps they take."""

    def __init__(self, people: People, services: dict[ServiceName, Service]) -> None:
        self.services = services
        self.office = people.person(Role.APPRAISAL_OFFICE, name="office-1")
        self.colleague = people.person(Role.APPRAISAL_OFFICE, name="office-2")
        self.head = people.person(Role.UNIT_HEAD, unit="T01", name="head-1")
        self.reporter = people.person(Role.UNIT_REPORTER, unit="T01", name="reporter-1")
        self.neighbour = people.person(Role.UNIT_HEAD, unit="T02", name="head-2")
        self.owner = people.person(Role.INDICATOR_OWNER, unit="D01", name="owner-1")
        self.other_owner = people.person(Role.INDICATOR_OWNER, unit="T03", name="owner-2")
        self.verifier = people.person(Role.VERIFIER, name="verifier-1")
        self.leader = people.person(Role.COUNTY_LEADER, name="leader-1")

    async def move_clock(self, year: int, month: int, day: int, hour: int) -> None:
        """Set the office clock to this county time; every due job has run when it returns."""
        seconds = round((datetime(year, month, day, hour, tzinfo=COUNTY_ZONE) - real_now()).total_seconds())
        for name in (ServiceName.DIRECTORY, ServiceName.TARGETS):
            await self.services[name].move_clock(seconds)

    async def published(self, event: str) -> list[dict[str, Any]]:
        """Bodies of the events of this name so far, in order."""
        database = self.services[ServiceName.TARGETS].database
        outbox = database.table("outbox")
        async with database.read_session() as session:
            rows = await session.scalars(select(outbox.c.body).where(outbox.c.name == event).order_by(outbox.c.id))
            return [body["event"] for body in rows]

    async def post(self, who: httpx.AsyncClient, path: str, body: Any = None) -> dict[str, Any]:
        return await good(who.post(API + path, json=body))

    async def get(self, path: str, who: httpx.AsyncClient | None = None, **query: Any) -> dict[str, Any]:
        return await good((who or self.office).get(API + path, params=query))

    async def find(self, path: str, who: httpx.AsyncClient | None = None, **query: Any) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = (await self.get(path, who, **query))["items"]
        return items

    async def enter(self, path: str, *items: dict[str, Any], who: httpx.AsyncClient | None = None) -> dict[str, Any]:
        usual = self.colleague if path == "/plans:batch" else self.office
        return await self.post(who or usual, path, {"items": list(items)})

    async def open_year(self) -> None:
        await self.post(self.office, "/years", {"year": YEAR, "name": "2031 考核年度"})

    async def advance(self, to_phase: str) -> dict[str, Any]:
        return await self.post(self.office, f"/years/{YEAR}:advance", {"to_phase": to_phase})

    async def issue(self, level: str, **more: Any) -> dict[str, Any]:
        return await self.post(self.office, "/plans:issue", {"year": YEAR, "level": level, **more})

    async def plan_the_year(self) -> None:
        """Two indicators, a county plan and the plans of both townships of the first class, issued."""
        await self.open_year()
        await self.enter("/indicators:batch", indicator("TAX"), indicator("FIRES", direction="lower", places=0))
        await self.enter("/plans:batch", plan("county", target("TAX", "1200"), target("FIRES", "10")))
        units = [
            plan("unit", target("TAX", milestones={"6": "50"}), target("FIRES", "2"), unit_code=code)
            for code in ("T01", "T02")
        ]
        await self.enter("/plans:batch", *units)
        await self.issue("county")
        await self.issue("unit", class_code="township-1")

    async def report_id(self, month: int, unit_code: str = "T01") -> str:
        [row] = await self.find("/reports", year=YEAR, month=month, unit_code=unit_code)
        return str(row["id"])

    async def submit(self, month: int, tax: str, unit_code: str = "T01") -> str:
        report = await self.report_id(month, unit_code)
        entries = [{"indicator_code": "TAX", "value": tax}, {"indicator_code": "FIRES", "value": "0"}]
        who = self.reporter if unit_code == "T01" else self.neighbour
        await self.post(who, f"/reports/{report}:submit", {"entries": entries, "summary": f"{month} 月进展"})
        return report
