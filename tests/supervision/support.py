"""Steps that the tests of supervision take again and again."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hengjian.audit.recording import Actor
from hengjian.contracts.events import TieChanged, TieSnapshot
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import COUNTY_ZONE, office_now, office_today, set_office_offset
from tests.support.clock import YEAR, start_offset
from tests.support.events import deliver
from tests.support.people import People, account_id

API = "/api/v1/supervision"
LAST = YEAR - 1
"""Every day of it has passed."""

Clock = Callable[[datetime], Awaitable[None]]


def moment(**back: float) -> str:
    """A moment before now by the office clock, never before the year began."""
    now = office_now()
    return max(now - timedelta(**back or {"minutes": 5}), now.replace(month=1, day=1, hour=0)).isoformat()


def entry(**changes: Any) -> dict[str, Any]:
    """A deduction as an inspector's phone posts it."""
    return {
        "id": str(uuid4()),
        "unit_code": "T01",
        "cadre_codes": ["C1"],
        "rule_code": "MTG-ABSENT",
        "count": 2,
        "factor": "1",
        "occurred_at": moment(),
        "place": "青岭镇政府",
        "description": "县安全生产会议缺席二人",
        **changes,
    }


async def tie(supervision: Service, name: str, unit: str = "T01", *, person: str | None = None) -> TieSnapshot:
    """What ``directory`` tells when somebody declares that they are tied to a unit, or to a person."""
    told = TieSnapshot(
        id=uuid4(),
        person_code=account_id(name),
        other_code=person,
        unit_code=None if person else unit,
        from_on=office_today(),
        to_on=None,
    )
    await deliver(supervision, ServiceName.DIRECTORY, TieChanged(ties=(told,)))
    return told


async def untie(supervision: Service, told: TieSnapshot) -> None:
    ended = told.model_copy(update={"to_on": told.from_on - timedelta(days=1)})
    await deliver(supervision, ServiceName.DIRECTORY, TieChanged(ties=(ended,)))


def draw_entry(*names: str, **changes: Any) -> dict[str, Any]:
    inspectors = [{"account_id": account_id(name), "name": name} for name in names]
    return {
        "year": YEAR,
        "title": "四季度暗访",
        "unit_codes": ["T01", "T02", "D01"],
        "inspectors": inspectors,
        **changes,
    }


class Office:
    """The people who move a deduction on, each by name."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.inspector = people.person(Role.INSPECTOR, name="inspector-1")
        self.supervision = people.person(Role.SUPERVISION_OFFICE, name="supervision-1")
        self.discipline = people.person(Role.DISCIPLINE_OFFICE, name="discipline-1")
        self.head = people.person(Role.UNIT_HEAD, unit="T01", name="head-1")
        self.neighbour = people.person(Role.UNIT_HEAD, unit="T02", name="head-2")
        self.auditor = people.person(Role.AUDITOR, name="auditor-1")

    async def recorded(self, **changes: Any) -> str:
        return str((await good(self.inspector.post(f"{API}/deductions", json=entry(**changes))))["id"])

    async def confirmed(self, **changes: Any) -> str:
        return await self.step(await self.recorded(**changes), "confirm", self.supervision)

    async def notified(self, **changes: Any) -> str:
        return await self.step(await self.confirmed(**changes), "notify", self.supervision)

    async def objected(self, **changes: Any) -> str:
        deduction = await self.notified(**changes)
        return await self.step(deduction, "object", self.head, grounds="会议通知未送达")

    async def effective(self, **changes: Any) -> str:
        deduction = await self.objected(**changes)
        return await self.step(deduction, "judge", self.discipline, outcome="rejected", reason="通知有签收记录")

    async def published(self, **changes: Any) -> str:
        return await self.step(await self.effective(**changes), "publish", self.supervision)

    async def revoked(self, **changes: Any) -> str:
        deduction = await self.effective(**changes)
        return await self.step(deduction, "revoke", self.discipline, reason="复核认定记录有误")

    async def step(self, deduction: str, verb: str, who: httpx.AsyncClient, **body: Any) -> str:
        await good(who.post(f"{API}/deductions/{deduction}:{verb}", json=body or None))
        return deduction

    async def read(self, deduction: str, who: httpx.AsyncClient | None = None) -> dict[str, Any]:
        return await good((who or self.supervision).get(f"{API}/deductions/{deduction}"))


async def good(call: Any) -> dict[str, Any]:
    answer = await call
    assert answer.status_code < 300, answer.text
    content: dict[str, Any] = answer.json()
    return content


async def refused(call: Any) -> tuple[int, str]:
    answer = await call
    return answer.status_code, answer.json()["code"]


async def keeps(owner_url: str, statement: str, row_id: str) -> None:
    connection = await asyncpg.connect(owner_url)
    try:
        with pytest.raises(asyncpg.RestrictViolationError):
            await connection.execute(statement, row_id)
    finally:
        await connection.close()


async def events_about(supervision: Service, deduction: str) -> list[tuple[str, dict[str, Any]]]:
    outbox = supervision.database.table("outbox")
    async with supervision.database.read_session() as session:
        rows = (await session.execute(select(outbox.c.name, outbox.c.body).order_by(outbox.c.id))).all()
    return [(name, body["event"]) for name, body in rows if body["event"].get("deduction_id") == deduction]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day(text: str, hour: int = 10) -> datetime:
    return datetime.combine(date.fromisoformat(text), datetime.min.time(), COUNTY_ZONE) + timedelta(hours=hour)


async def set_clock(services: Iterable[Service], later: timedelta) -> None:
    """So much later than it would be; as every service reads it from its own schema. No job runs because of it."""
    offset = start_offset() + later
    for service in services:
        async with service.database.transaction(Actor("test", "test", "set_clock")) as session:
            statement = insert(service.database.table("office_clock")).values(
                id=1, offset_seconds=round(offset.total_seconds())
            )
            change = {"offset_seconds": statement.excluded.offset_seconds}
            await session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=change))
    set_office_offset(offset)
