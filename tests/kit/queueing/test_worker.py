"""What is queued is done once, whoever is killed, refused or stopped meanwhile; and its history is told."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from hengjian.audit.recording import Actor
from hengjian.kit.queueing import worker
from hengjian.kit.queueing.asking import Wish, enqueue
from hengjian.kit.queueing.worker import MAX_TRIES, sweep_queue
from hengjian.kit.settings import ServiceName, ServiceSettings
from tests.kit.queueing.toys import PATIENCE_SECONDS, WORDS, Clerk, person, work_and_die
from tests.kit.writing.toys import TABLES

HEARTBEAT_SECONDS = 1.0


@pytest_asyncio.fixture(scope="module")
async def owner(owner_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(owner_url)
    await connection.execute(TABLES)
    yield connection
    await connection.close()


@pytest_asyncio.fixture(autouse=True)
async def _afresh(owner: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    await owner.execute(
        """TRUNCATE directory.toy, directory.queued_job, directory.queued_job_row, directory.pgqueuer,
                    directory.pgqueuer_log, directory.idempotency, directory.revocation;
           UPDATE directory.toy_series SET last = 0"""
    )
    monkeypatch.setattr(worker, "HEARTBEAT_SECONDS", HEARTBEAT_SECONDS)
    monkeypatch.setattr(worker, "AGAIN_SECONDS", 0.2)
    monkeypatch.setattr(worker, "FIRST_PAUSE", timedelta(seconds=0.05))


@pytest.fixture
def directory(settings: dict[ServiceName, ServiceSettings]) -> ServiceSettings:
    return settings[ServiceName.DIRECTORY]


@pytest_asyncio.fixture
async def one(directory: ServiceSettings) -> AsyncIterator[Clerk]:
    clerk = Clerk(directory)
    yield clerk
    await clerk.close()


@pytest_asyncio.fixture
async def other(directory: ServiceSettings) -> AsyncIterator[Clerk]:
    clerk = Clerk(directory)
    yield clerk
    await clerk.close()


async def serials(owner: asyncpg.Connection) -> list[int]:
    return [row[0] for row in await owner.fetch("SELECT serial FROM directory.toy ORDER BY serial")]


def steps(job: Any) -> list[tuple[str, str | None]]:
    return [(step.step, step.reason) for step in job.history]


async def killed(settings: ServiceSettings, after: int) -> None:
    """Another process works on the queue, and is killed."""
    process = get_context("spawn").Process(target=work_and_die, args=(settings, after, HEARTBEAT_SECONDS))
    process.start()
    await asyncio.to_thread(process.join, PATIENCE_SECONDS)
    assert process.exitcode == -9


class TestOnce:
    async def test_it_is_done_and_its_history_told(self, one: Clerk, owner: asyncpg.Connection) -> None:
        job_id = await one.ask()
        waiting = await one.read(job_id)
        assert waiting is not None
        assert (waiting.state, waiting.row_count) == ("waiting", None)
        async with one.at_work():
            job = await one.ended(job_id)
        assert (job.state, job.row_count, job.done_count, job.counts) == ("done", WORDS, WORDS, {"created": WORDS})
        assert steps(job) == [("queued", None), ("begun", None), ("ended", None)]
        assert await serials(owner) == [1, 2, 3]

    async def test_an_idle_worker_asks_nothing_and_is_woken_at_once(
        self, one: Clerk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looks = 0
        look = one.worker._is_anything_queued

        async def counted() -> bool:
            nonlocal looks
            looks += 1
            return await look()

        monkeypatch.setattr(one.worker, "_is_anything_queued", counted)
        async with one.at_work():
            await one.ended(await one.ask())
            await asyncio.sleep(0.5)
            before = looks
            await asyncio.sleep(1.5)
            assert looks == before
            async with asyncio.timeout(worker.LOOK_SECONDS / 4):
                await one.ended(await one.ask())

    @pytest.mark.parametrize("after", range(WORDS + 1))
    async def test_a_killed_process_leaves_nothing_undone_and_nothing_done_twice(
        self, one: Clerk, directory: ServiceSettings, owner: asyncpg.Connection, after: int
    ) -> None:
        job_id = await one.ask()
        await killed(directory, after)
        left = await one.read(job_id)
        assert left is not None
        assert left.done_count == min(after + 1, WORDS)
        async with one.at_work():
            job = await one.ended(job_id)
        assert (job.state, job.done_count) == ("done", WORDS)
        assert await serials(owner) == [1, 2, 3]
        assert steps(job) == [("queued", None), ("begun", None), ("begun", None), ("ended", None)]
        audited = "SELECT actor, action FROM directory.audit_log WHERE object_type = 'toy' AND at >= $1"
        assert [tuple(row) for row in await owner.fetch(audited, job.created_at)] == [("anna", "say_words")] * WORDS

    async def test_two_processes_share_the_queue_and_never_a_job(self, one: Clerk, other: Clerk) -> None:
        async def linger(_: int) -> None:
            await asyncio.sleep(0.02)

        one.meanwhile = other.meanwhile = linger
        jobs = [await one.ask() for _ in range(12)]
        async with one.at_work(), other.at_work():
            ended = [await one.ended(job_id) for job_id in jobs]
        assert {job.state for job in ended} == {"done"}
        assert Counter([*one.begun, *other.begun]) == dict.fromkeys(jobs, 1)
        assert one.begun
        assert other.begun

    async def test_a_process_that_was_taken_for_dead_changes_nothing_any_more(
        self, one: Clerk, other: Clerk, owner: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(worker, "HEARTBEAT_SECONDS", 1000.0)
        taken_over = asyncio.Event()

        async def pause(part: int) -> None:
            if part == 0:
                await taken_over.wait()

        one.meanwhile = pause
        job_id = await one.ask()
        async with one.at_work():
            await one.has_begun.wait()
            monkeypatch.setattr(worker, "HEARTBEAT_SECONDS", HEARTBEAT_SECONDS)
            await owner.execute("UPDATE directory.pgqueuer SET heartbeat = now() - interval '1 minute'")
            async with other.at_work():
                job = await other.ended(job_id)
                taken_over.set()
                await asyncio.sleep(0.5)
        assert (job.state, job.done_count, other.begun) == ("done", WORDS, [job_id])
        assert await serials(owner) == [1, 2, 3]


class TestTrouble:
    @pytest.fixture(autouse=True)
    def _nobody_dies(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A busy machine may hold a process up for longer than a second: it would pass for dead."""
        monkeypatch.setattr(worker, "HEARTBEAT_SECONDS", PATIENCE_SECONDS)

    async def test_what_fails_every_time_is_given_up_with_its_reason(self, one: Clerk) -> None:
        async def fail(part: int) -> None:
            if part == 1:
                raise RuntimeError("a secret of somebody else")

        one.meanwhile = fail
        job_id = await one.ask()
        async with one.at_work():
            job = await one.ended(job_id)
        assert (job.state, job.done_count) == ("failed", 2)
        assert job.problem is not None
        assert (job.problem.code, job.problem.params) == ("job_failed", {"tries": MAX_TRIES, "reason": "RuntimeError"})
        again = [("again", "RuntimeError"), ("begun", None)] * (MAX_TRIES - 1)
        assert steps(job) == [("queued", None), ("begun", None), *again, ("ended", None)]
        assert "secret" not in job.model_dump_json()

    async def test_what_fails_once_is_done_at_the_next_try(self, one: Clerk, owner: asyncpg.Connection) -> None:
        failures = iter([OSError("the line broke")])

        async def fail_once(part: int) -> None:
            if part == 1 and (failure := next(failures, None)) is not None:
                raise failure

        one.meanwhile = fail_once
        job_id = await one.ask()
        async with one.at_work():
            job = await one.ended(job_id)
        assert (job.state, steps(job)[2]) == ("done", ("again", "OSError"))
        assert await serials(owner) == [1, 2, 3]

    async def test_a_refusal_is_told_and_not_tried_again(self, one: Clerk, owner: asyncpg.Connection) -> None:
        job_id = await one.ask(word="bad")
        async with one.at_work():
            job = await one.ended(job_id)
        assert job.problem is not None
        assert (job.state, job.problem.code, job.problem.detail) == ("refused", "word_refused", "不许这样说。")
        assert (len(one.begun), await serials(owner)) == (1, [])

    async def test_who_lost_access_meanwhile_writes_nothing(self, one: Clerk, owner: asyncpg.Connection) -> None:
        job_id = await one.ask(person(at=1.0))
        await owner.execute("INSERT INTO directory.revocation VALUES ('anna', $1)", datetime(2020, 1, 1, tzinfo=UTC))
        async with one.at_work():
            job = await one.ended(job_id)
        assert job.problem is not None
        assert (job.state, job.problem.code, await serials(owner)) == ("refused", "token_expired", [])

    async def test_what_kills_its_process_every_time_is_given_up(self, one: Clerk, owner: asyncpg.Connection) -> None:
        job_id = await one.ask()
        await owner.execute(
            """INSERT INTO directory.pgqueuer_log (job_id, status, priority, entrypoint)
               SELECT id, 'picked', 0, entrypoint FROM directory.pgqueuer, generate_series(1, $1)""",
            MAX_TRIES,
        )
        async with one.at_work():
            job = await one.ended(job_id)
        assert job.problem is not None
        assert (job.state, job.problem.params["reason"], one.begun) == ("failed", "process_died", [])

    async def test_a_process_that_stops_hands_its_job_on(
        self, one: Clerk, other: Clerk, owner: asyncpg.Connection
    ) -> None:
        async def for_ever(part: int) -> None:
            if part == 0:
                await asyncio.Event().wait()

        one.meanwhile = for_ever
        job_id = await one.ask()
        async with one.at_work():
            await one.has_begun.wait()
        assert [entry["status"] for entry in await one.queued()] == ["queued"]
        async with other.at_work():
            job = await other.ended(job_id)
        assert (job.state, steps(job)[2]) == ("done", ("again", "stopped"))
        assert await serials(owner) == [1, 2, 3]


class TestAsking:
    async def test_a_request_that_is_undone_leaves_no_job(self, one: Clerk) -> None:
        async with one.database.write_session(Actor("anna", "Anna", "say_words")) as session:
            job_id = await enqueue(session, one.kind, person(), Wish())
            await session.rollback()
        assert (await one.read(job_id), await one.queued()) == (None, [])

    async def test_nobody_else_sees_it(self, one: Clerk) -> None:
        job_id = await one.ask()
        assert await one.read(job_id) is not None
        assert await one.read(job_id, person("bruno")) is None
        assert await one.read(job_id, person("anna", "toy:word:hear")) is None

    async def test_old_jobs_are_swept_with_their_rows_and_history(self, one: Clerk, owner: asyncpg.Connection) -> None:
        old, new = await one.ask(), await one.ask()
        async with one.at_work():
            await one.ended(old)
            await one.ended(new)
        await owner.execute(
            "UPDATE directory.queued_job SET created_at = now() - interval '31 days' WHERE id = $1", old
        )
        await owner.execute("UPDATE directory.pgqueuer_log SET created = now() - interval '31 days'")
        async with one.database.transaction(Actor("job:directory", "sweep_queue", "job:sweep_queue")) as session:
            assert await sweep_queue(session) == 1
        assert await one.read(old) is None
        kept = await one.read(new)
        assert kept is not None
        assert len(kept.history) == 3
        assert await owner.fetchval("SELECT count(DISTINCT job_id) FROM directory.pgqueuer_log") == 1
        assert await owner.fetchval("SELECT count(*) FROM directory.queued_job_row") == WORDS
