"""Whoever does the queued work of a service in this process: sleeps until it is told, tries again what failed, and
takes over what another process left behind.

PgQueuer's manager picks jobs (one process has each), shows that it lives by heartbeats, and keeps the history. It runs
only while there is something in the queue, so an idle service asks the database once a minute.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from pgqueuer.core.executors import EntrypointExecutor
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Context
from pgqueuer.domain.models import Job as QueueEntry
from pgqueuer.domain.types import QueueExecutionMode
from sqlalchemy import Text, cast, delete, exists, func, select, update

from hengjian.audit.recording import Actor
from hengjian.kit.data.database import Database, WriteSession
from hengjian.kit.data.statements import Row
from hengjian.kit.language import current_language
from hengjian.kit.messaging.listener import Listener
from hengjian.kit.observability import current_request_id, log
from hengjian.kit.problems.problems import Problem, ProblemBody, problem_body
from hengjian.kit.queueing.library import (
    DatabaseDriver,
    history_table,
    queries_of,
    queue_settings,
    waiting_table,
)
from hengjian.kit.queueing.running import EndedElsewhereError, JobKind, JobRun, WriterOf
from hengjian.kit.writing.idempotency import RequestStillRunning

LOOK_SECONDS = 60.0
"""After which the worker looks although nobody woke it."""

HEARTBEAT_SECONDS = 30.0
"""A process that has not shown for so long that it lives has lost its jobs to the others."""

AGAIN_SECONDS = 10.0
"""After which it looks again where another process has jobs that it may leave behind."""

AT_ONCE = 2
MAX_TRIES = 4
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=1)
KEPT_DAYS = 30


class JobFailed(Problem):
    status, code = 500, "job_failed"
    zh = "处理时出现故障，共尝试 {tries} 次仍未完成（{reason}）。请报告管理员。"
    en = "It failed {tries} times ({reason}) and was given up. Report it to the administrator."


class _GivenUpError(Exception):
    """What went wrong, by the name of its kind: the whole of it stands in the log, for the administrator."""


class _Executor(EntrypointExecutor):
    """A job that this process may not end goes back to the queue for the next."""

    async def execute(self, job: QueueEntry, context: Context) -> None:
        try:
            await super().execute(job, context)
        except asyncio.CancelledError as error:
            raise RetryRequested(reason="stopped") from error


class JobWorker:
    def __init__(self, database: Database, listener: Listener, kinds: Sequence[JobKind], writer_of: WriterOf) -> None:
        self.kinds = {kind.name: kind for kind in kinds}
        self._database = database
        self._writer_of = writer_of
        self._driver = DatabaseDriver(database)
        self._queries = queries_of(database.schema, self._driver)
        self._channel = queue_settings(database.schema).channel
        self._wake = asyncio.Event()
        if kinds:
            listener.subscribe(self._channel, self._on_told)

    def _on_told(self, payload: str) -> None:
        if payload:
            self._driver.tell(self._channel, payload)
        self._wake.set()

    async def run(self) -> None:
        """Do what is queued until cancelled; a service without kinds has nothing to do."""
        while self.kinds:
            self._wake.clear()
            try:
                if rest := await self._is_anything_queued():
                    await self._drain()
                    rest = await self._is_anything_queued()
                pause = AGAIN_SECONDS if rest else LOOK_SECONDS
            except Exception as error:  # noqa: BLE001 - the worker must outlive every outage
                log.warning("queue_interrupted", schema=self._database.schema, error=repr(error))
                pause = 1.0
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def _is_anything_queued(self) -> bool:
        queue = waiting_table(self._database.schema)
        async with self._database.read_session() as session:
            found = await session.scalar(select(exists().where(queue.c.entrypoint.in_(self.kinds))))
        return bool(found)

    async def _drain(self) -> None:
        """Until nothing waits any more; the library watches for what comes meanwhile."""
        manager = QueueManager(self._queries, self._channel)
        for name in self.kinds:
            manager.entrypoint(name, executor_factory=_Executor)(self._execute)
        await manager.run(
            dequeue_timeout=timedelta(seconds=AGAIN_SECONDS),
            batch_size=1,
            mode=QueueExecutionMode.drain,
            max_concurrent_tasks=AT_ONCE,
            heartbeat_timeout=timedelta(seconds=HEARTBEAT_SECONDS),
            log_aggregation_interval=timedelta(0),
        )

    async def _execute(self, entry: QueueEntry) -> None:
        """One try. Returns where the job has ended one way or the other, and raises where it is to be tried again."""
        job_id = UUID(bytes=entry.payload)
        job = await self._begin(job_id, entry.entrypoint)
        if job is None:
            return
        current_language.set(job.language)
        current_request_id.set(job.request_id)
        picked = await self._times_picked(entry.id)
        try:
            if picked > MAX_TRIES:
                raise _GivenUpError("process_died")
            await self.kinds[job.kind].run(JobRun(self._database, job, self._writer_of))
        except EndedElsewhereError:
            return
        except Problem as problem:
            if _may_pass(problem):
                await self._try_again(entry, job, problem, picked)
            await self._refuse(job_id, job.kind, "refused", problem_body(problem))
        except Exception as error:  # noqa: BLE001 - whatever went wrong is tried again, and told if it stays
            await self._try_again(entry, job, error, picked)

    async def _try_again(self, entry: QueueEntry, job: Row, error: Exception, picked: int) -> None:
        """Always raises: what the library is to do with the job."""
        reason = _name_of(error)
        log.warning("queued_job_failed", job=str(job.id), kind=job.kind, tries=picked, exc_info=error)
        if picked < MAX_TRIES:
            raise RetryRequested(min(FIRST_PAUSE * 2**entry.attempts, LONGEST_PAUSE), reason) from error
        failure = JobFailed(tries=min(picked, MAX_TRIES), reason=reason)
        await self._refuse(job.id, job.kind, "failed", problem_body(failure))
        raise _GivenUpError(reason) from error

    async def _begin(self, job_id: UUID, name: str) -> Row | None:
        """The job, now running; None where it has ended, or was swept away."""
        job = self._database.table("queued_job")
        begin = (
            update(job)
            .where(job.c.id == job_id, job.c.state.in_(("waiting", "running")))
            .values(state="running", started_at=func.coalesce(job.c.started_at, func.clock_timestamp()))
            .returning(*(column for column in job.c if column.name != "result"))
        )
        async with self._database.transaction(self._actor(name)) as session:
            row = (await session.execute(begin)).one_or_none()
        return None if row is None else Row(row._mapping)

    async def _times_picked(self, queue_id: int) -> int:
        """How often a process has begun, however it ended."""
        history = history_table(self._database.schema)
        picked = select(func.count()).where(history.c.job_id == queue_id, cast(history.c.status, Text) == "picked")
        async with self._database.read_session() as session:
            return int(await session.scalar(picked) or 0)

    async def _refuse(self, job_id: UUID, name: str, state: str, problem: ProblemBody) -> None:
        """What it wrote before stays; the reason is kept for who asked."""
        job = self._database.table("queued_job")
        end = update(job).where(job.c.id == job_id, job.c.state == "running")
        async with self._database.transaction(self._actor(name)) as session:
            values = {"state": state, "problem": problem.model_dump(), "finished_at": func.clock_timestamp()}
            await session.execute(end.values(values))

    def _actor(self, name: str) -> Actor:
        return Actor(f"job:{self._database.schema}", name, f"job:{name}")


def _may_pass(problem: Problem) -> bool:
    return problem.status >= 500 or isinstance(problem, RequestStillRunning)


def _name_of(error: Exception) -> str:
    """A refusal by its code, anything else by its class: messages may hold what is none of the caller's business."""
    if isinstance(error, _GivenUpError):
        return str(error)
    return error.code if isinstance(error, Problem) else type(error).__name__


async def sweep_queue(session: WriteSession) -> int:
    """Ended jobs with their files and history go after thirty days."""
    job, history = session.database.table("queued_job"), history_table(session.database.schema)
    before = func.now() - timedelta(days=KEPT_DAYS)
    swept: Any = await session.execute(delete(job).where(job.c.created_at < before, job.c.finished_at.is_not(None)))
    kept = exists().where(job.c.queue_id == history.c.job_id)
    await session.execute(delete(history).where(history.c.created < before, ~kept))
    return int(swept.rowcount)
