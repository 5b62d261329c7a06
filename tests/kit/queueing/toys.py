"""Processes with a queue, and jobs that exist for the tests of it alone: three words are said, one by one."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid5

import orjson
from pydantic import BaseModel

from hengjian.audit.recording import Actor
from hengjian.kit.access.auth import Principal
from hengjian.kit.following.repository import get_job
from hengjian.kit.following.views import JobDetail
from hengjian.kit.messaging.listener import Listener
from hengjian.kit.queueing import worker
from hengjian.kit.queueing.asking import Wish, enqueue
from hengjian.kit.queueing.running import JobKind, JobRun
from hengjian.kit.queueing.worker import JobWorker
from hengjian.kit.settings import ServiceSettings
from hengjian.kit.tasks import stop_all
from tests.kit.writing.toys import Process, Word

PERMISSION = "toy:word:say"
WORDS = 3
PATIENCE_SECONDS = 60

Moment = Callable[[int], Awaitable[None]]


class Said(BaseModel):
    row: int
    status: str
    serial: int


def person(name: str = "anna", *permissions: str, at: float = 1.0) -> Principal:
    return Principal("person", name, name.title(), permissions=frozenset(permissions or (PERMISSION,)), issued_at=at)


class Clerk:
    """A process of the service with a worker for ``say_words``; ``meanwhile`` is called after each word and at the
    end."""

    def __init__(self, settings: ServiceSettings, meanwhile: Moment | None = None) -> None:
        self.process = Process(settings)
        self.database = self.process.database
        self.meanwhile = meanwhile
        self.begun: list[UUID] = []
        self.has_begun = asyncio.Event()
        self.kind = JobKind("say_words", PERMISSION, self._say_words)
        self.listener = Listener(settings.database_url)
        self.worker = JobWorker(self.database, self.listener, [self.kind], lambda _: self.process.writer)

    async def _say_words(self, run: JobRun) -> None:
        self.begun.append(run.id)
        self.has_begun.set()
        await run.expect(WORDS)
        for part in range(WORDS):
            order = Word(uuid5(run.id, str(part)), str(run.parameters.get("word", "good")))
            answer = await run.write(self.process.recorder, order, part=part, rows=1, size=50)
            await run.note([Said(row=part, status="created", serial=orjson.loads(answer.body)["serial"])])
            await self._wait(part)
        async with run.transaction() as session:
            await run.end(session)
        await self._wait(WORDS)

    async def _wait(self, part: int) -> None:
        if self.meanwhile is not None:
            await self.meanwhile(part)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        async with self.listener.running():
            task = asyncio.create_task(self.worker.run())
            try:
                yield
            finally:
                await stop_all([task])

    async def ask(self, principal: Principal | None = None, **parameters: str | bool) -> UUID:
        asker = principal or person()
        async with self.database.transaction(Actor(asker.subject, asker.name, "say_words", "request-1")) as session:
            return await enqueue(session, self.kind, asker, Wish(parameters=parameters))

    async def read(self, job_id: UUID, principal: Principal | None = None) -> JobDetail | None:
        async with self.database.read_session() as session:
            return await get_job(session, principal or person(), [self.kind], job_id)

    async def ended(self, job_id: UUID) -> JobDetail:
        """The job once it has ended and left the queue."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                if not await self.queued():
                    job = await self.read(job_id)
                    assert job is not None
                    assert job.finished_at is not None
                    return job
                await asyncio.sleep(0.05)

    async def queued(self) -> list[Any]:
        async with self.database.reading() as connection:
            return list(await connection.fetch("SELECT * FROM pgqueuer ORDER BY id"))

    async def close(self) -> None:
        await self.process.close()


def work_and_die(settings: ServiceSettings, after: int, heartbeat_seconds: float) -> None:
    """In a process of its own: begin what is queued, and be killed after a word, or at the end."""
    worker.HEARTBEAT_SECONDS = heartbeat_seconds

    async def die(part: int) -> None:
        if part == after:
            os.kill(os.getpid(), signal.SIGKILL)

    async def work() -> None:
        async with Clerk(settings, die).at_work():
            await asyncio.sleep(PATIENCE_SECONDS)

    asyncio.run(work())
