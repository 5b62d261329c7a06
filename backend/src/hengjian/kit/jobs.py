"""Work that time brings: deadlines that pass, standings to recompute, the audit chain to seal.

A job does one portion in its own transaction and returns how much it did; it is called again until it returns 0. Of
several processes only one runs a job at a time. Jobs rest between rounds, so that what a burst of writes brings is done
together and not once for every write.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from hengjian.kit.audit import Actor
from hengjian.kit.database import Database, WriteSession
from hengjian.kit.observability import log

TICK_SECONDS = 1.0
REST_SECONDS = 0.05
SLOW_EVERY_TICKS = 20
ROUND_BEGAN_AT = "round_began_at"
"""In the session's info: the database's time when a job's round began. What came later belongs to the next round."""


@dataclass(frozen=True)
class Job:
    """``prompt`` jobs run every second and when woken, the others every twenty seconds and when the clock moves."""

    name: str
    run: Callable[[WriteSession], Awaitable[int]]
    prompt: bool = False


class Jobs:
    def __init__(self, database: Database, jobs: Sequence[Job]) -> None:
        self._database = database
        self._jobs = jobs
        self._wake = asyncio.Event()
        self._turn = asyncio.Lock()

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        tick = 0
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(TICK_SECONDS):
                    await self._wake.wait()
            self._wake.clear()
            await self._run_quietly([job for job in self._jobs if job.prompt or tick % SLOW_EVERY_TICKS == 0])
            tick += 1
            await asyncio.sleep(REST_SECONDS)

    async def _run_quietly(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            try:
                async with self._turn:
                    await self._exhaust(job)
            except Exception as error:  # one job's failure must not stop the others
                log.warning("job_failed", job=job.name, schema=self._database.schema, error=repr(error))

    async def run_all(self) -> int:
        """Every job until nothing is left to do; returns how much was done. Failures are raised."""
        async with self._turn:
            return sum([await self._exhaust(job) for job in self._jobs])

    async def _exhaust(self, job: Job) -> int:
        done, began = 0, None
        while True:
            portion, began = await self._run_portion(job, began)
            if not portion:
                return done
            done += portion

    async def _run_portion(self, job: Job, began: datetime | None) -> tuple[int, datetime | None]:
        actor = Actor(f"job:{self._database.schema}", job.name, f"job:{job.name}")
        async with self._database.transaction(actor) as session:
            lock = text("SELECT pg_try_advisory_xact_lock(hashtext(:name)), clock_timestamp()")
            is_mine, now = (await session.execute(lock, {"name": f"{self._database.schema}.job.{job.name}"})).one()
            if not is_mine:
                return 0, began
            session.info[ROUND_BEGAN_AT] = began or now
            return await job.run(session), began or now
