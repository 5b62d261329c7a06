"""Work that time brings: deadlines that pass, standings to recompute, the audit chain to seal.

A job does one portion in its own transaction and returns how much it did; it is called again until it returns 0, or
until its turn is over and the next job has its own. Of several processes only one runs a job at a time. Jobs rest
between rounds, so that what a burst of writes brings is done together and not once for every write.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from time import monotonic

from sqlalchemy import text

from hengjian.audit.recording import Actor
from hengjian.kit.data.database import Database, WriteSession
from hengjian.kit.observability import log

PROMPT_SECONDS = 1.0
REST_SECONDS = 0.05
SLOW_SECONDS = 60.0
TURN_SECONDS = 2.0
"""After which a job that never runs out of work lets the others have a turn."""


@dataclass(frozen=True)
class Job:
    """``prompt`` jobs run within a second of a write and when woken; all run every minute and when the clock moves."""

    name: str
    run: Callable[[WriteSession], Awaitable[int]]
    prompt: bool = False


class Jobs:
    def __init__(self, database: Database, jobs: Sequence[Job]) -> None:
        self._database = database
        self._jobs = jobs
        self._wake = asyncio.Event()
        self._turn = asyncio.Lock()

        self._written = asyncio.Event()
        database.when_committed(self._written.set)

    def wake(self) -> None:
        self._wake.set()
        self._written.set()

    async def run(self) -> None:
        slow_at = 0.0
        while True:
            now = monotonic()
            is_slow_due = now >= slow_at
            if is_slow_due:
                slow_at = now + SLOW_SECONDS
            self._wake.clear()
            self._written.clear()
            await self._run_quietly([job for job in self._jobs if job.prompt or is_slow_due])
            await asyncio.sleep(REST_SECONDS)
            await self._rest(slow_at)

    async def _rest(self, slow_at: float) -> None:
        """Until woken, a second after something was written, or until the slow jobs are due."""
        begun = monotonic()
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, slow_at - begun)):
                await self._written.wait()
                async with asyncio.timeout(max(0.0, begun + PROMPT_SECONDS - monotonic())):
                    await self._wake.wait()

    async def _run_quietly(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            try:
                async with self._turn:
                    await self._exhaust(job, TURN_SECONDS)
            except Exception as error:  # noqa: BLE001 - one job's failure must not stop the others
                log.warning("job_failed", job=job.name, schema=self._database.schema, error=repr(error))

    async def run_all(self) -> int:
        """Every job until nothing is left to do; returns how much was done. Failures are raised."""
        async with self._turn:
            return sum([await self._exhaust(job) for job in self._jobs])

    async def _exhaust(self, job: Job, seconds: float = inf) -> int:
        done, end = 0, monotonic() + seconds
        while portion := await self._run_portion(job):
            done += portion
            if monotonic() > end:
                self.wake()
                break
        return done

    async def _run_portion(self, job: Job) -> int:
        actor = Actor(f"job:{self._database.schema}", job.name, f"job:{job.name}")
        async with self._database.write_session(actor) as session:
            lock = text("SELECT pg_try_advisory_xact_lock(hashtext(:name))")
            is_mine = await session.scalar(lock, {"name": f"{self._database.schema}.job.{job.name}"})
            portion = await job.run(session) if is_mine else 0
            if portion:
                await session.commit()
            return portion  # what did nothing is not committed, so that it wakes nobody
