"""Many records, one transaction: nobody loses, waits for, or answers for a neighbour."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
import pytest_asyncio

from hengjian.kit.problems.problems import (
    DatabaseUnavailable,
    OutcomeUnknown,
    TokenExpired,
    TooBusy,
)
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.kit.writing import group_commit
from hengjian.kit.writing.idempotency import KeyReused, RequestStillRunning
from tests.kit.writing.toys import TABLES, Process, WordRefused, submission
from tests.support.cluster import Cluster


@pytest_asyncio.fixture(scope="module")
async def owner(owner_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(owner_url)
    await connection.execute(TABLES)
    yield connection
    await connection.close()


@pytest_asyncio.fixture
async def one(settings: dict[ServiceName, ServiceSettings], owner: asyncpg.Connection) -> AsyncIterator[Process]:
    await owner.execute("TRUNCATE directory.toy; UPDATE directory.toy_series SET last = 0")
    process = Process(settings[ServiceName.DIRECTORY])
    yield process
    await process.close()


@pytest_asyncio.fixture
async def other(settings: dict[ServiceName, ServiceSettings]) -> AsyncIterator[Process]:
    process = Process(settings[ServiceName.DIRECTORY])
    yield process
    await process.close()


async def serials(owner: asyncpg.Connection) -> list[int]:
    return [row[0] for row in await owner.fetch("SELECT serial FROM directory.toy ORDER BY serial")]


class TestTogether:
    async def test_what_waits_is_committed_together(self, one: Process, owner: asyncpg.Connection) -> None:
        before = one.database.commits
        answers = await one.write(*(submission() for _ in range(150)))
        assert answers == [201] * 150
        assert one.database.commits - before <= 3
        assert await serials(owner) == list(range(1, 151))

    async def test_a_single_one_is_a_group_of_one(self, one: Process, owner: asyncpg.Connection) -> None:
        word = submission(key=str(uuid4()))
        assert await one.write(word) == [201]
        [row] = await owner.fetch("SELECT * FROM directory.audit_log WHERE object_id = $1", str(word.order.id))
        said = (
            row["actor"],
            row["actor_name"],
            row["request_id"],
            row["action"],
            row["object_type"],
            row["before"],
        )
        assert said == ("anna", "Anna", word.actor.request_id, "say_word", "toy", None)
        assert '"word": "good"' in row["after"]

    async def test_each_is_audited_under_its_own_name_and_request(
        self, one: Process, owner: asyncpg.Connection
    ) -> None:
        words = [submission(by=f"person-{number}") for number in range(20)]
        await one.write(*words)
        ids = [str(word.order.id) for word in words]
        rows = await owner.fetch(
            "SELECT * FROM directory.audit_log WHERE object_id = ANY($1) ORDER BY id",
            ids,
        )
        assert [(row["actor"], row["request_id"]) for row in rows] == [
            (word.actor.subject, word.actor.request_id) for word in words
        ]

    async def test_a_refusal_concerns_itself_alone_and_leaves_no_hole(
        self, one: Process, owner: asyncpg.Connection
    ) -> None:
        answers = await one.write(*(submission("bad" if number % 3 == 0 else "good") for number in range(30)))
        assert [isinstance(answer, WordRefused) for answer in answers] == [number % 3 == 0 for number in range(30)]
        assert await serials(owner) == list(range(1, 21))

    async def test_a_group_has_its_limits(self, one: Process) -> None:
        words = [submission() for _ in range(5)]
        for word in words:
            word.size = 400_000
        before = one.database.commits
        assert await one.write(*words) == [201] * 5
        assert one.database.commits - before == 3


class TestRepeats:
    async def test_one_key_at_the_same_moment_is_written_once(self, one: Process, owner: asyncpg.Connection) -> None:
        key, same = str(uuid4()), uuid4()
        words = [submission(key=key, id=same) for _ in range(4)]
        answers = await asyncio.gather(*(one.writer.write(word) for word in words))
        assert {answer.body for answer in answers} == {b'{"serial":1}'}
        assert [answer.headers.get("idempotency-replayed") for answer in answers] == [
            None,
            "true",
            "true",
            "true",
        ]
        assert await serials(owner) == [1]

    async def test_one_key_with_two_contents(self, one: Process, owner: asyncpg.Connection) -> None:
        key = str(uuid4())
        first, second = await one.write(submission(key=key), submission(key=key))
        assert (first, type(second)) == (201, KeyReused)
        assert await serials(owner) == [1]

    async def test_a_refused_first_does_not_take_the_key(self, one: Process) -> None:
        key = str(uuid4())
        first, second = await one.write(submission("bad", key=key), submission(key=key))
        assert (type(first), type(second)) == (WordRefused, RequestStillRunning)
        assert await one.write(submission(key=key)) == [201]

    async def test_keys_belong_to_their_caller(self, one: Process) -> None:
        key = str(uuid4())
        assert await one.write(submission(key=key), submission(key=key, by="bert")) == [
            201,
            201,
        ]

    async def test_a_key_is_answered_again_later(self, one: Process, other: Process) -> None:
        word = submission(key=str(uuid4()))
        again = submission(key=word.key.name, id=word.order.id)
        first = await one.writer.write(word)
        second = await other.writer.write(again)
        assert (first.body, first.status_code) == (second.body, second.status_code)
        assert second.headers["idempotency-replayed"] == "true"

    async def test_a_key_that_another_process_holds_is_refused_alone(
        self, one: Process, owner: asyncpg.Connection
    ) -> None:
        key = str(uuid4())
        async with owner.transaction():
            await owner.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended('anna' || E'\\n' || $1, 0))",
                key,
            )
            answers = await one.write(submission(), submission(key=key), submission())
        assert [answers[0], type(answers[1]), answers[2]] == [
            201,
            RequestStillRunning,
            201,
        ]

    async def test_two_processes_with_the_same_keys_in_opposite_order(
        self, one: Process, other: Process, owner: asyncpg.Connection
    ) -> None:
        pairs = [(str(uuid4()), uuid4(), f"person-{number % 7}") for number in range(60)]

        def words(order: list[Any]) -> list[Any]:
            return [submission(key=key, id=same, by=by) for key, same, by in order]

        answers = await asyncio.wait_for(
            asyncio.gather(one.write(*words(pairs)), other.write(*words(pairs[::-1]))),
            timeout=60,
        )
        for here, there in zip(answers[0], answers[1][::-1], strict=True):
            told = [here, there]
            assert 201 in told
            assert all(answer == 201 or isinstance(answer, RequestStillRunning) for answer in told)
        assert await serials(owner) == list(range(1, 61))

    async def test_two_processes_with_the_same_ids_in_opposite_order(
        self, one: Process, other: Process, owner: asyncpg.Connection
    ) -> None:
        ids = [uuid4() for _ in range(60)]
        answers = await asyncio.wait_for(
            asyncio.gather(
                one.write(*(submission(id=same) for same in ids)),
                other.write(*(submission(id=same) for same in reversed(ids))),
            ),
            timeout=60,
        )
        assert list(answers) == [[201] * 60, [201] * 60]
        assert await serials(owner) == list(range(1, 61))


class TestRefusedByTheDatabase:
    async def test_what_is_poisoned_stands_alone(self, one: Process, owner: asyncpg.Connection) -> None:
        words = [submission("poison" if number % 10 == 3 else "good", by=f"p-{number}") for number in range(60)]
        answers = await one.write(*words)
        poisoned = [answer for answer in answers if answer != 201]
        assert [type(answer) for answer in poisoned] == [asyncpg.CheckViolationError] * 6
        assert [answer == 201 for answer in answers] == [number % 10 != 3 for number in range(60)]
        assert await serials(owner) == list(range(1, 55))

    async def test_the_records_of_a_caller_keep_their_order(self, one: Process, owner: asyncpg.Connection) -> None:
        words = [submission("poison" if number % 9 == 4 else "good", by=f"phone-{number % 3}") for number in range(90)]
        writing = []
        for word in words:
            writing.append(asyncio.create_task(one.writer.write(word)))
            await asyncio.sleep(0)
            if len(writing) % 10 == 0:
                await asyncio.sleep(0.01)
        await asyncio.gather(*writing, return_exceptions=True)
        rows = {row["id"]: row["serial"] for row in await owner.fetch("SELECT id, serial FROM directory.toy")}
        for phone in range(3):
            given = [rows[word.order.id] for word in words[phone::3] if word.order.id in rows]
            assert given == sorted(given)
            assert len(given) == sum(word.order.word == "good" for word in words[phone::3])

    async def test_one_slow_caller_holds_back_nobody(self, one: Process, owner: asyncpg.Connection) -> None:
        lock = owner.transaction()
        await lock.start()
        await owner.execute("UPDATE directory.toy_rule SET word = word WHERE word = 'slow'")
        await owner.execute("SELECT 1 FROM directory.toy_rule WHERE word = 'slow' FOR UPDATE")
        slow = asyncio.create_task(one.write(submission("slow", by="slow")))
        await asyncio.sleep(0.05)
        rounds = [await asyncio.wait_for(one.write(submission(), submission(by="bert")), 5) for _ in range(20)]
        assert rounds == [[201, 201]] * 20
        assert not slow.done()
        await lock.rollback()
        assert await slow == [201]


class TestTrouble:
    async def test_who_hangs_up_is_written_all_the_same(self, one: Process, owner: asyncpg.Connection) -> None:
        leaving = asyncio.create_task(one.writer.write(submission()))
        await asyncio.sleep(0)
        leaving.cancel()
        await one.write(submission())
        assert await serials(owner) == [1, 2]

    async def test_too_much_that_waits_is_refused_at_once(self, one: Process, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(group_commit, "MAX_WAITING_ROWS", 10)
        answers = await one.write(*(submission() for _ in range(25)))
        refused = [answer for answer in answers if isinstance(answer, TooBusy)]
        assert answers.count(201) == 10 and len(refused) == 15
        assert refused[0].headers == {"Retry-After": "1"}
        assert await one.write(submission()) == [201]

    async def test_a_token_revoked_meanwhile_no_longer_counts(self, one: Process, owner: asyncpg.Connection) -> None:
        await owner.execute("INSERT INTO directory.revocation VALUES ('carl', now())")
        answers = await one.write(submission(by="carl"), submission(by="dora"))
        assert [type(answers[0]), answers[1]] == [TokenExpired, 201]
        signed_in_again = submission(by="carl", at=datetime.now(UTC).timestamp() + 1)
        assert await one.write(signed_in_again) == [201]

    @pytest.mark.parametrize("is_committed", [False, True])
    async def test_a_commit_of_unknown_outcome(
        self,
        one: Process,
        owner: asyncpg.Connection,
        monkeypatch: pytest.MonkeyPatch,
        is_committed: bool,
    ) -> None:
        """The server is killed just before, or just after, it commits: all are told 503, and the same key tells
        later."""
        _kill_at_commit(one, monkeypatch, is_committed)
        keys = [(str(uuid4()), uuid4()) for _ in range(5)]
        answers = await one.write(*(submission(key=key, id=same) for key, same in keys))
        assert [type(answer) for answer in answers] == [OutcomeUnknown] * 5
        assert await serials(owner) == (list(range(1, 6)) if is_committed else [])
        monkeypatch.undo()
        again = await asyncio.gather(*(one.writer.write(submission(key=key, id=same)) for key, same in keys))
        replayed = [answer.headers.get("idempotency-replayed") for answer in again]
        assert replayed == (["true"] * 5 if is_committed else [None] * 5)
        assert await serials(owner) == list(range(1, 6))

    async def test_a_server_lost_before_the_commit(
        self,
        one: Process,
        owner: asyncpg.Connection,
        owner_url: str,
        cluster: Cluster,
        database_name: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Whatever hit the transaction, nothing is written, all are told so, and the next one goes through."""
        monkeypatch.setattr(group_commit, "GROUP_LOCK_MS", 20_000)
        holder, administrator = await asyncpg.connect(owner_url), await asyncpg.connect(cluster.admin_url)
        try:
            await holder.execute("BEGIN; SELECT last FROM directory.toy_series FOR UPDATE")
            writing = [asyncio.create_task(one.writer.write(submission())) for _ in range(5)]
            waiting = "SELECT pid FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'"
            while not (pids := await administrator.fetch(waiting, database_name)):  # noqa: ASYNC110 - the database tells nobody
                await asyncio.sleep(0.01)
            await administrator.execute("SELECT pg_terminate_backend($1)", pids[0]["pid"])
            answers = await asyncio.gather(*writing, return_exceptions=True)
        finally:
            await holder.close()
            await administrator.close()
        assert [type(answer) for answer in answers] == [DatabaseUnavailable] * 5
        assert await one.write(submission()) == [201]
        assert await serials(owner) == [1]

    async def test_closing_waits_for_what_was_taken_in(self, one: Process, owner: asyncpg.Connection) -> None:
        writing = [asyncio.create_task(one.writer.write(submission())) for _ in range(120)]
        await asyncio.sleep(0)
        await one.writer.close()
        assert len(await serials(owner)) == 120
        assert [answer.status_code for answer in await asyncio.gather(*writing)] == [201] * 120


class _DyingConnection:
    def __init__(self, connection: asyncpg.Connection, is_committed: bool) -> None:
        self._connection = connection
        self._is_committed = is_committed

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    async def execute(self, query: str, *arguments: Any) -> str:
        if query == "COMMIT":
            if self._is_committed:
                await self._connection.execute(query)
            self._connection.terminate()
        return str(await self._connection.execute(query, *arguments))


def _kill_at_commit(process: Process, monkeypatch: pytest.MonkeyPatch, is_committed: bool) -> None:
    writing = process.database.writing

    @asynccontextmanager
    async def dying() -> AsyncIterator[Any]:
        async with writing() as connection:
            yield _DyingConnection(connection, is_committed)

    monkeypatch.setattr(process.database, "writing", dying)
