"""Records that wait are written together: one transaction, one commit, then every answer.

The process's writer of one kind of record takes what waits, never waiting for more, so a single record is a group of
one and a hundred at the same moment share the trips of one. Each request is judged by its own caller and leaves audit
rows under its own actor; a refused one concerns nobody else. What the database itself refuses is found by halving,
aside from the line, while others are written; until it is found its callers' later records wait, so that each caller's
records keep their order. A caller who hangs up is written all the same.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Generic

import asyncpg
from fastapi import Response
from sqlalchemy.exc import SQLAlchemyError

from hengjian.kit.data.audited_inserts import AuditedInsert, AuditedRow
from hengjian.kit.data.database import Database
from hengjian.kit.observability import log
from hengjian.kit.problems.problems import (
    DatabaseUnavailable,
    OutcomeUnknown,
    Problem,
    TokenExpired,
    TooBusy,
    ValueNotStorable,
    is_not_storable,
    is_outage,
)
from hengjian.kit.writing.idempotency import (
    claim,
    find_kept,
    keep_answers,
    kept_parameters,
)
from hengjian.kit.writing.submissions import Order, Outcome, Recorder, Submission, follow, part_repeated

MAX_GROUP_ROWS = 100
MAX_GROUP_BYTES = 1_000_000
MAX_WAITING_ROWS = 5_000
MAX_WAITING_BYTES = 20_000_000

GROUP_LOCK_MS = 200
ALONE_LOCK_MS = 10_000
"""How long a group, and a request alone, waits for a row that somebody else has locked."""

SORTED_OUT_AT_ONCE = 2


class _OvertakenError(Exception):
    """Another process wrote one of these ids or keys between our look and our insert; the next look sees it."""


_MAY_PASS = (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError, _OvertakenError)
"""Refusals that say nothing of what was to be written."""


class GroupWriter(Generic[Order]):
    def __init__(self, database: Database, recorder: Recorder[Order]) -> None:
        self._database = database
        self._recorder = recorder
        kept = keep_answers(database.table("idempotency"))
        self._insert = AuditedInsert(recorder.insert, {"kept": kept})
        self._waiting: deque[Submission[Order]] = deque()
        self._rows = self._bytes = 0
        self._held: set[str] = set()
        self._aside = asyncio.Semaphore(SORTED_OUT_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_writing = False

    async def write(self, submission: Submission[Order]) -> Response:
        """The answer after the commit; the refusal of what was not written."""
        if self._waiting and (self._rows >= MAX_WAITING_ROWS or self._bytes >= MAX_WAITING_BYTES):
            raise TooBusy
        self._waiting.append(submission)
        self._count(submission, 1)
        self._wake()
        return await submission.answered

    async def close(self) -> None:
        """When all that was taken in is written."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _count(self, submission: Submission[Order], sign: int) -> None:
        self._rows += sign * submission.rows
        self._bytes += sign * submission.size

    def _start(self, work: Callable[[], Any]) -> None:
        task = asyncio.create_task(work())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _wake(self) -> None:
        if not self._is_writing:
            self._is_writing = True
            self._start(self._write_waiting)

    async def _write_waiting(self) -> None:
        try:
            while group := self._take():
                try:
                    await self._attempt(group, GROUP_LOCK_MS)
                except Exception as error:  # noqa: BLE001 - whatever refused the group is told to nobody but the one it concerns
                    await self._set_aside(group, error)
        finally:
            self._is_writing = False

    def _take(self) -> list[Submission[Order]]:
        """What waits, in the order of arrival, up to the limits of a group; a request is never divided."""
        group: list[Submission[Order]] = []
        passed: list[Submission[Order]] = []
        rows = size = 0
        while self._waiting:
            submission = self._waiting[0]
            if submission.actor.subject in self._held:
                passed.append(self._waiting.popleft())
                continue
            if group and (rows + submission.rows > MAX_GROUP_ROWS or size + submission.size > MAX_GROUP_BYTES):
                break
            group.append(self._waiting.popleft())
            self._count(submission, -1)
            rows += submission.rows
            size += submission.size
        self._waiting.extendleft(reversed(passed))
        return group

    async def _set_aside(self, group: Sequence[Submission[Order]], error: Exception) -> None:
        if is_outage(error):
            log.warning("database_unavailable", error=repr(error))
            _answer_all(group, DatabaseUnavailable)
            return
        if len(group) == 1 and not isinstance(error, _MAY_PASS):
            group[0].answer(_problem_of(error))
            return
        subjects = {submission.actor.subject for submission in group}
        self._held |= subjects
        await self._aside.acquire()

        async def sort_out() -> None:
            try:
                await self._sort_out(group)
            finally:
                self._held -= subjects
                self._aside.release()
                self._wake()

        self._start(sort_out)

    async def _sort_out(self, group: Sequence[Submission[Order]]) -> None:
        """What the insert refuses is found by trying parts of it; the others are then written together."""
        refused = await self._find_refused(group)
        for submission, error in refused.items():
            submission.answer(_problem_of(error))
        rest = [submission for submission in group if submission not in refused]
        if refused and rest:
            await self._retry(rest)
        elif rest:
            await self._halve(rest)

    async def _find_refused(self, group: Sequence[Submission[Order]]) -> dict[Submission[Order], Exception]:
        """By a transaction that is undone; nothing where something else than a row is in the way."""
        owners = {id(submission.actor): submission for submission in group}
        try:
            async with self._database.writing() as connection:
                await connection.execute(_begin(GROUP_LOCK_MS))
                try:
                    judged = await self._recorder.judge(connection, group)
                    await connection.execute("SAVEPOINT probe")
                    return await self._probe(connection, judged.rows, owners)
                finally:
                    if not connection.is_closed():
                        await connection.execute("ROLLBACK")
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError):
            return {}

    async def _probe(
        self,
        connection: asyncpg.Connection,
        rows: Sequence[AuditedRow],
        owners: Mapping[int, Submission[Order]],
        known: Exception | None = None,
    ) -> dict[Submission[Order], Exception]:
        """``known`` is what refused rows of which all but these have been found good: it was about one of these."""
        if not rows:
            return {}
        refusal: Exception | None = known or await self._try(connection, rows)
        if refusal is None:
            return {}
        middle = rows[len(rows) // 2].actor
        # The rows of one request stand together, and are not divided.
        first = next(place for place, row in enumerate(rows) if row.actor is middle)
        cut = first or next((place for place, row in enumerate(rows) if row.actor is not middle), None)
        if cut is None:
            return {owners[id(middle)]: refusal}
        refused = await self._probe(connection, rows[:cut], owners)
        return refused | await self._probe(connection, rows[cut:], owners, None if refused else refusal)

    async def _try(self, connection: asyncpg.Connection, rows: Sequence[AuditedRow]) -> Exception | None:
        """What is refused takes back what was found good before it: all of it is undone in the end."""
        try:
            await self._insert.run(connection, rows, kept_parameters([]))
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            await connection.execute("ROLLBACK TO SAVEPOINT probe")
            if isinstance(error, _MAY_PASS):
                raise
            refusal: Exception = error
            return refusal
        return None

    async def _halve(self, group: Sequence[Submission[Order]]) -> None:
        """Until what was refused stands alone."""
        middle = (len(group) + 1) // 2
        for half in (group[:middle], group[middle:]):
            if half:
                await self._retry(half)

    async def _retry(self, group: Sequence[Submission[Order]]) -> None:
        try:
            await self._attempt(group, ALONE_LOCK_MS if len(group) == 1 else GROUP_LOCK_MS)
        except Exception as again:  # noqa: BLE001 - as above
            if len(group) > 1 and not is_outage(again):
                await self._halve(group)
            elif is_outage(again):
                _answer_all(group, DatabaseUnavailable)
            else:
                group[0].answer(_problem_of(again))

    async def _attempt(self, group: Sequence[Submission[Order]], lock_ms: int) -> None:
        """Write the group and answer it; raises where nothing was written."""
        for _ in range(3):
            try:
                async with self._database.writing() as connection:
                    answers = await self._transact(connection, group, lock_ms)
                break
            except _OvertakenError as error:
                overtaken = error
        else:
            raise overtaken
        for submission, outcome in answers:
            submission.answer(outcome)

    async def _transact(
        self, connection: asyncpg.Connection, group: Sequence[Submission[Order]], lock_ms: int
    ) -> list[tuple[Submission[Order], Outcome]]:
        await connection.execute(_begin(lock_ms))
        try:
            outcomes = await self._write_group(connection, group)
        except BaseException:
            if not connection.is_closed():
                with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError):
                    await connection.execute("ROLLBACK")
            raise
        try:
            await connection.execute("COMMIT")
        except Exception as error:
            if isinstance(error, asyncpg.PostgresError) and not is_outage(error):
                raise
            log.warning("commit_of_unknown_outcome", error=repr(error), requests=len(group))
            return [(submission, OutcomeUnknown()) for submission in group]
        self._database.note_commit()
        return outcomes

    async def _write_group(
        self, connection: asyncpg.Connection, group: Sequence[Submission[Order]]
    ) -> list[tuple[Submission[Order], Outcome]]:
        leaders, followers = part_repeated(group)
        outcomes: dict[Submission[Order], Outcome] = {}
        fresh: list[Submission[Order]] = []
        for submission, row in zip(leaders, await claim(connection, [one.key for one in leaders]), strict=True):
            try:
                if submission.principal.is_revoked(row.not_before):
                    raise TokenExpired
                kept = find_kept(submission.key, row)
            except Problem as problem:
                outcomes[submission] = problem
                continue
            if kept is None:
                fresh.append(submission)
            else:
                outcomes[submission] = kept
        if fresh:
            outcomes |= await self._write_fresh(connection, fresh)
        for follower, leader in followers:
            outcomes[follower] = follow(follower, leader, outcomes[leader])
        return list(outcomes.items())

    async def _write_fresh(
        self, connection: asyncpg.Connection, fresh: Sequence[Submission[Order]]
    ) -> dict[Submission[Order], Outcome]:
        judged = await self._recorder.judge(connection, fresh)
        outcomes: dict[Submission[Order], Outcome] = dict(zip(fresh, judged.outcomes, strict=True))
        answers = [
            (one.key, outcome)
            for one, outcome in outcomes.items()
            if isinstance(outcome, Response) and one.key.name is not None
        ]
        if judged.rows or answers:
            counts = await self._insert.run(connection, judged.rows, kept_parameters(answers))
            if (counts.written, counts.kept) != (len(judged.rows), len(answers)):
                raise _OvertakenError
        return outcomes


def _begin(lock_ms: int) -> str:
    """The statements of a group are the same each time, whatever is in their arrays: planned once a connection."""
    return f"BEGIN; SET LOCAL lock_timeout = {lock_ms}; SET LOCAL plan_cache_mode = force_generic_plan"


def _problem_of(error: Exception) -> Exception:
    """A lock that somebody else holds on and on is told as such; the rest as the edge tells it."""
    if isinstance(error, _MAY_PASS):
        return TooBusy()
    return ValueNotStorable() if is_not_storable(error) else error


def _answer_all(group: Sequence[Submission[Any]], problem: Callable[[], Problem]) -> None:
    for submission in group:
        submission.answer(problem())
