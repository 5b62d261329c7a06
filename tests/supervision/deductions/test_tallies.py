"""What is added up by triggers is what adding up everything anew gives, whatever was written in whatever order."""

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from hengjian.audit.recording import Actor
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.service import Service
from hengjian.supervision.queries.tallies import TALLIES, put_together
from hengjian.supervision.workflows.deductions import DEDUCTIONS
from tests.supervision.support import API, Office, good
from tests.supervision.tallies import check_tallies
from tests.supervision.visits.test_visits import visit
from tests.support.clock import YEAR

ACTOR = Actor("test", "test", "tallies")
EACH = Decimal(2)

places = st.tuples(st.sampled_from(["T01", "T02"]), st.sampled_from(["MTG-ABSENT", "MTG-LATE"]))
recorders = st.sampled_from(["one", "another"])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("record"), st.integers(1, 3), places, recorders, st.sampled_from(["person", "import"])),
        st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("judge"), st.integers(0, 9), st.booleans(), st.booleans()),
        st.tuples(st.just("repeat"), st.integers(0, 9), st.booleans()),
        st.tuples(st.just("put together")),
    ),
    min_size=4,
    max_size=25,
)

_RECORD = """
INSERT INTO supervision.deduction SELECT r.* FROM supervision.deduction d, generate_series(1, :count) n,
LATERAL jsonb_populate_record(d, jsonb_build_object(
        'id', gen_random_uuid(), 'number', n || gen_random_uuid()::text, 'unit_code', CAST(:unit AS text),
        'rule_code', CAST(:rule AS text), 'recorded_by', CAST(:by AS text), 'recorded_by_name', CAST(:by AS text),
        'source', CAST(:source AS text), 'points_each', 2, 'count', 2, 'factor', 1, 'points', 4)) r
WHERE d.id = :template RETURNING id"""
_JUDGE = """
INSERT INTO supervision.judgement (deduction_id, outcome, reason, points_before, points_after, before, after, judged_at,
    judged_by, judged_by_name)
VALUES (:id, 'rejected', '', :before, :after, '{}', '{}', now(), '', '')"""
_TAKE_EFFECT = """
UPDATE supervision.deduction SET state = 'effective', count = :count, factor = 1, points = :after,
    rule_code = CASE WHEN points > :after THEN 'MTG-LATE' ELSE rule_code END
WHERE id = :id"""
_REPEAT = """
INSERT INTO supervision.repeat (deduction_id, earlier_id, factor_before, factor_after, points_before, points_after,
    found_at)
VALUES (:id, :template, 1, 2, 4, 8, now())"""
_CONFIRM = "UPDATE supervision.deduction SET state = 'confirmed', factor = 2, points = points * 2 WHERE id = :id"


class _Book:
    """Deductions written past the service, as nothing but the database keeps them."""

    def __init__(self, session: WriteSession, template: UUID) -> None:
        self.session, self.template = session, template
        self.ids: list[UUID] = []
        self.states: dict[UUID, str] = {}

    async def run(self, statement: str, **values: Any) -> Any:
        return await self.session.execute(text(statement), values)

    async def take(self, step: tuple[Any, ...]) -> None:
        match step:
            case ("record", count, (unit, rule), by, source):
                values = {"count": count, "unit": unit, "rule": rule, "by": by, "source": source}
                fresh = (await self.run(_RECORD, template=self.template, **values)).scalars().all()
                self.ids += fresh
                self.states |= dict.fromkeys(fresh, "recorded")
            case ("move", which, where) if self.ids:
                one = self.ids[which % len(self.ids)]
                moves = [after for before, after in DEDUCTIONS.moves() if before == self.states[one]]
                if moves:
                    await self.move(one, moves[where % len(moves)])
            case ("judge", which, changes, judgement_first) if one := self.find("objected", which):
                before = (
                    await self.run("SELECT points FROM supervision.deduction WHERE id = :id", id=one)
                ).scalar_one()
                after = EACH if changes else EACH * 2
                await self.both(
                    judgement_first,
                    (_JUDGE, {"id": one, "before": before, "after": after}),
                    (_TAKE_EFFECT, {"id": one, "after": after, "count": int(after / EACH)}),
                )
                self.states[one] = "effective"
            case ("repeat", which, repeat_first) if one := self.find("recorded", which):
                await self.both(
                    repeat_first,
                    (_REPEAT, {"id": one, "template": self.template}),
                    (_CONFIRM, {"id": one}),
                )
                self.states[one] = "confirmed"
            case ("put together",):
                for tally in TALLIES:
                    await put_together(self.session, tally)

    def find(self, state: str, which: int) -> UUID | None:
        fitting = [one for one in self.ids if self.states[one] == state]
        return fitting[which % len(fitting)] if fitting else None

    async def both(self, in_order: bool, *writes: tuple[str, dict[str, Any]]) -> None:
        for statement, values in writes if in_order else reversed(writes):
            await self.run(statement, **values)

    async def move(self, one: UUID, state: str) -> None:
        merged = self.template if state == "merged" else None
        await self.run(
            "UPDATE supervision.deduction SET state = :state, merged_into_id = :merged WHERE id = :id",
            state=state,
            merged=merged,
            id=one,
        )
        self.states[one] = state


@pytest_asyncio.fixture
async def template(office: Office) -> UUID:
    return UUID(await office.recorded())


async def test_sums_are_what_adding_up_anew_gives(supervision: Service, template: UUID) -> None:
    loop, session_of = asyncio.get_running_loop(), supervision.database.write_session

    async def play(taken: Sequence[tuple[Any, ...]]) -> None:
        async with session_of(ACTOR) as session:
            book = _Book(session, template)
            for step in taken:
                await book.take(step)
                await check_tallies(session)
            await session.rollback()

    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def holds(taken: Sequence[tuple[Any, ...]]) -> None:
        asyncio.run_coroutine_threadsafe(play(taken), loop).result()

    await asyncio.to_thread(holds)


async def test_many_writers_beside_a_job_lose_nothing(supervision: Service, office: Office) -> None:
    """Writers never wait for each other's sums, and the job takes what is there while they write."""

    async def record() -> None:
        for _ in range(6):
            await office.effective()
            await good(office.inspector.post(f"{API}/visits", json=visit()))

    async def put() -> None:
        for _ in range(40):
            async with supervision.database.transaction(ACTOR) as session:
                for tally in TALLIES:
                    await put_together(session, tally)
            await asyncio.sleep(0)

    await asyncio.gather(*(record() for _ in range(4)), put())
    async with supervision.database.transaction(ACTOR) as session:
        await check_tallies(session)
    summary = await good(office.supervision.get(f"{API}/deduction-summary", params={"year": YEAR}))
    [township] = [row for row in summary["items"] if row["unit_code"] == "T01"]
    assert township["count"] >= 24
