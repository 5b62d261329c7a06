"""An event that cannot be applied is set aside: its objects wait, the others go on, an administrator tries again."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import delete, select, text

from hengjian.audit.recording import Actor
from hengjian.contracts.event_objects import ABOUT
from hengjian.contracts.events import (
    ConfirmedValue,
    DeductionEffective,
    DeductionRevoked,
    RoundClosed,
    UnitChanged,
    UnitSnapshot,
    ValueConfirmed,
)
from hengjian.contracts.roles import Role
from hengjian.contracts.subscriptions import SUBSCRIBERS
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.edge.service import Service
from hengjian.kit.messaging.dead_letters import TRIES
from hengjian.kit.messaging.events import Envelope, Event
from hengjian.kit.settings import ServiceName
from tests.support.clock import YEAR
from tests.support.people import People, account_id

LETTERS = "/api/v1/appraisal/dead-letters"
ACTOR = Actor("job:appraisal", "test", "job:test")
ONE, OTHER = new_id(), new_id()


def deduction(deduction_id: UUID, points: str = "1") -> DeductionEffective:
    now = datetime(YEAR, 3, 1, tzinfo=UTC)
    return DeductionEffective.model_validate(
        {
            "deduction_id": deduction_id,
            "number": f"D{str(deduction_id)[-4:]}",
            "year": YEAR,
            "unit_code": "T01",
            "cadre_codes": (),
            "rule_code": "R1",
            "points": points,
            "count": 1,
            "factor": "1",
            "occurred_on": now.date(),
            "effective_at": now,
        }
    )


def revocation(deduction_id: UUID) -> DeductionRevoked:
    return DeductionRevoked(
        deduction_id=deduction_id,
        reversal_id=new_id(),
        year=YEAR,
        unit_code="T01",
        reason="recorded twice",
    )


def unit(code: str, name: str) -> UnitChanged:
    snapshot = UnitSnapshot(
        code=code,
        name=name,
        kind="township",
        class_code=None,
        class_name=None,
        class_since=None,
        is_active=True,
    )
    return UnitChanged(units=(snapshot,))


def envelope(event: Event, source: ServiceName = ServiceName.SUPERVISION) -> Envelope:
    return Envelope(
        id=new_id(),
        source=source,
        name=event.name,
        body={"event": event.model_dump(mode="json")},
    )


@pytest.fixture(scope="module")
def appraisal(services: dict[ServiceName, Service]) -> Service:
    return services[ServiceName.APPRAISAL]


@pytest_asyncio.fixture(autouse=True)
async def _nothing_stands(appraisal: Service) -> AsyncIterator[None]:
    """The service's own job keeps away meanwhile, and what a test sets aside goes."""
    async with appraisal.jobs._turn:
        yield
    async with appraisal.database.transaction(ACTOR) as session:
        await session.execute(delete(appraisal.database.table("dead_letter")))


@pytest.fixture
def administrator(people: People) -> httpx.AsyncClient:
    return people.person(Role.ADMINISTRATOR)


@contextmanager
def poisoned(appraisal: Service, *refused: UUID) -> Iterator[None]:
    """The handler of deductions writes and then fails on some of them."""
    [real] = appraisal.inbox._handlers[DeductionEffective.name]

    async def handle(session: WriteSession, event: DeductionEffective) -> None:
        await real(session, event)
        if event.deduction_id in refused:
            await session.execute(text("SELECT 1 / 0"))

    before = appraisal.inbox._handlers
    appraisal.inbox._handlers = {**before, DeductionEffective.name: (handle,)}
    try:
        yield
    finally:
        appraisal.inbox._handlers = before


async def facts(appraisal: Service, *ids: UUID) -> dict[UUID, tuple[str, bool]]:
    """Points of each deduction that is counted here, and whether it was revoked."""
    fact = appraisal.database.table("deduction_fact")
    async with appraisal.database.read_session() as session:
        rows = await session.execute(select(fact).where(fact.c.deduction_id.in_(ids)))
        return {row.deduction_id: (str(row.points.normalize()), row.is_revoked) for row in rows}


async def letters(administrator: httpx.AsyncClient, language: str = "zh") -> list[dict[str, Any]]:
    answer = await administrator.get(LETTERS, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def run_job(appraisal: Service) -> int:
    """As the service's job does, until nothing is due."""
    done = 0
    while True:
        async with appraisal.database.transaction(ACTOR) as session:
            portion = await appraisal.inbox.retry_due(session)
        if not portion:
            return done
        done += portion


async def hasten(appraisal: Service) -> None:
    letter = appraisal.database.table("dead_letter")
    async with appraisal.database.transaction(ACTOR) as session:
        await session.execute(letter.update().values(retry_at=text("now() - interval '1 second'")))


class TestOrder:
    async def test_others_go_on_and_the_objects_later_ones_wait_until_the_retry(
        self, appraisal: Service, administrator: httpx.AsyncClient
    ) -> None:
        one, other = new_id(), new_id()
        sent = [
            envelope(event)
            for event in (
                deduction(one),
                deduction(other),
                deduction(one, "2"),
                revocation(one),
                revocation(other),
            )
        ]
        with poisoned(appraisal, one):
            assert await appraisal.inbox.receive(sent) == [letter.id for letter in sent]
            assert await facts(appraisal, one, other) == {other: ("1", True)}
            for _ in range(TRIES):
                await run_job(appraisal)
                await hasten(appraisal)
            states = [(row["state"], row["attempts"]) for row in await letters(administrator)]
            assert states == [("dead", TRIES), ("behind", 0), ("behind", 0)]
            late = envelope(deduction(one, "3"))
            await appraisal.inbox.receive([late])
            assert await facts(appraisal, one) == {}
        behind = await administrator.post(f"{LETTERS}/{sent[2].id}:retry")
        assert (behind.status_code, behind.json()["code"]) == (409, "waits_behind")
        retried = await administrator.post(f"{LETTERS}/{sent[0].id}:retry")
        assert retried.json() == {"is_applied": True, "reason": None}
        assert await run_job(appraisal) == 3
        assert await facts(appraisal, one) == {one: ("3", True)}, "revoked before the last came, as it was sent"
        assert await letters(administrator) == []

    async def test_what_comes_again_is_neither_set_aside_nor_applied_twice(
        self, appraisal: Service, administrator: httpx.AsyncClient
    ) -> None:
        one = new_id()
        sent = [envelope(deduction(one)), envelope(revocation(one))]
        with poisoned(appraisal, one):
            await appraisal.inbox.receive(sent)
            assert await appraisal.inbox.receive(sent) == [letter.id for letter in sent]
        assert len(await letters(administrator)) == 2

    async def test_it_is_tried_again_by_itself(self, appraisal: Service, administrator: httpx.AsyncClient) -> None:
        one = new_id()
        with poisoned(appraisal, one):
            await appraisal.inbox.receive([envelope(deduction(one))])
            await run_job(appraisal)
            [row] = await letters(administrator)
            assert (row["state"], row["attempts"]) == ("trying", 2)
            assert await run_job(appraisal) == 0, "not before its time"
        await hasten(appraisal)
        assert await run_job(appraisal) == 1
        assert await facts(appraisal, one) == {one: ("1", False)}

    async def test_what_cannot_be_read_holds_back_its_kind_and_nothing_else(
        self, appraisal: Service, administrator: httpx.AsyncClient
    ) -> None:
        one = new_id()
        broken = envelope(deduction(new_id())).model_copy(update={"body": {"event": {"year": YEAR}}})
        sent = [
            broken,
            envelope(deduction(one)),
            envelope(unit("T01", "东河镇"), ServiceName.DIRECTORY),
        ]
        for letter in sent:
            await appraisal.inbox.receive([letter])
        assert [(row["name"], row["about"]) for row in await letters(administrator)] == [
            ("deduction_effective", "无法读出"),
            ("deduction_effective", f"单位 T01 的扣分 D{str(one)[-4:]}"),
        ]
        unit_copy = appraisal.database.table("unit_copy")
        async with appraisal.database.read_session() as session:
            assert await session.scalar(select(unit_copy.c.name).where(unit_copy.c.code == "T01")) == "东河镇"

    async def test_a_round_is_taken_only_after_what_was_told_of_its_year(
        self, appraisal: Service, administrator: httpx.AsyncClient
    ) -> None:
        value = ConfirmedValue.model_validate(
            {
                "record_id": new_id(),
                "unit_code": "T01",
                "indicator_code": "TAX",
                "value_name": "annual",
                "actual": "1",
                "target": "1",
            }
        )
        closed = RoundClosed(
            round_id=new_id(),
            year=YEAR,
            kind="annual_values",
            period="annual",
            class_codes=("township-1",),
            indicator_codes=("TAX",),
        )
        broken = envelope(ValueConfirmed(year=YEAR, values=(value,)), ServiceName.TARGETS)
        broken.body["event"]["values"][0]["actual"] = "much"
        await appraisal.inbox.receive([broken, envelope(closed, ServiceName.TARGETS)])
        assert [row["state"] for row in await letters(administrator)] == [
            "trying",
            "behind",
        ]


class TestWho:
    async def test_only_the_administrator(self, people: People) -> None:
        for role in (Role.AUDITOR, Role.COMMITTEE, Role.APPRAISAL_OFFICE):
            assert (await people.person(role).get(LETTERS)).status_code == 403
            assert (await people.person(role).post(f"{LETTERS}/{ONE}:retry")).status_code == 403

    async def test_what_does_not_stand_is_not_found(self, administrator: httpx.AsyncClient) -> None:
        assert (await administrator.post(f"{LETTERS}/{ONE}:retry")).status_code == 404


class TestTold:
    async def test_in_words_with_the_reason_and_since_when(
        self, appraisal: Service, administrator: httpx.AsyncClient
    ) -> None:
        with poisoned(appraisal, OTHER):
            await appraisal.inbox.receive([envelope(deduction(OTHER))])
            failed = await administrator.post(f"{LETTERS}/{(await letters(administrator))[0]['event_id']}:retry")
        assert failed.json() == {"is_applied": False, "reason": "DivisionByZeroError"}
        [row] = await letters(administrator, "en")
        told = (
            row["source"],
            row["title"],
            row["about"],
            row["year"],
            row["reason"],
            row["attempts"],
        )
        number = f"deduction D{str(OTHER)[-4:]} of unit T01"
        assert told == (
            "supervision",
            "Deduction took effect",
            number,
            YEAR,
            "DivisionByZeroError",
            2,
        )
        assert row["arrived_at"]
        assert await facts(appraisal, OTHER) == {}, "nothing of a failed try stays"

    async def test_the_retry_and_the_setting_aside_are_in_the_audit(
        self, appraisal: Service, administrator: httpx.AsyncClient, people: People
    ) -> None:
        one = new_id()
        with poisoned(appraisal, one):
            await appraisal.inbox.receive([sent := envelope(deduction(one))])
        (await administrator.post(f"{LETTERS}/{sent.id}:retry")).raise_for_status()
        asked = {"object_type": "dead_letter", "object_id": str(sent.id)}
        rows = (await people.person(Role.AUDITOR).get("/api/v1/directory/audit-rows", params=asked)).json()["items"]
        assert [(row["action"], row["actor_name"]) for row in rows] == [
            ("retry_appraisal_dead_letter", rows[0]["actor_name"]),
            ("event:deduction_effective", "supervision"),
        ]
        assert rows[0]["actor"] == account_id(Role.ADMINISTRATOR)

    async def test_health_says_so_once_it_is_given_up(self, appraisal: Service, anonymous: httpx.AsyncClient) -> None:
        one = new_id()

        async def told() -> tuple[str, int]:
            answer = (await anonymous.get("/api/v1/appraisal/health")).json()
            return answer["status"], answer["dead_letters"]

        with poisoned(appraisal, one):
            await appraisal.inbox.receive([envelope(deduction(one))])
            assert await told() == ("ok", 0)
            for _ in range(TRIES):
                await hasten(appraisal)
                await run_job(appraisal)
        assert await told() == ("degraded", 1)
        assert (await anonymous.get("/api/v1/health")).status_code == 503


def test_every_event_that_somebody_hears_of_is_described() -> None:
    heard = {event for table in SUBSCRIBERS.values() for event, subscribers in table.items() if subscribers}
    assert heard == set(ABOUT)
    assert all(zh and en and zh != en for zh, en in (about.title for about in ABOUT.values()))
