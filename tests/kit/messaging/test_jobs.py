"""A job runs until nothing is left, and one that never ends takes turns with the others."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

import pytest

from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.service import Service
from hengjian.kit.messaging import jobs
from hengjian.kit.messaging.jobs import Job, Jobs
from hengjian.kit.settings import ServiceName

PATIENCE_SECONDS = 10


def portions(work: Iterator[int]) -> Job:
    async def run(_: WriteSession) -> int:
        return next(work, 0)

    return Job("portions", run, prompt=True)


class TestTurns:
    async def test_a_job_is_called_until_it_returns_nothing(self, services: dict[ServiceName, Service]) -> None:
        job = portions(iter([3, 2, 0, 7]))
        assert await Jobs(services[ServiceName.DIRECTORY].database, [job]).run_all() == 5

    async def test_a_job_without_end_lets_the_others_have_their_turn(
        self, services: dict[ServiceName, Service], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(jobs, "TURN_SECONDS", 0.01)
        others, third = 0, asyncio.Event()

        async def endless(_: WriteSession) -> int:
            return 1

        async def other(_: WriteSession) -> int:
            nonlocal others
            others += 1
            if others == 3:
                third.set()
            return 0

        both = Jobs(
            services[ServiceName.DIRECTORY].database, [Job("endless", endless, True), Job("other", other, True)]
        )
        running = asyncio.create_task(both.run())
        async with asyncio.timeout(PATIENCE_SECONDS):
            await third.wait()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
