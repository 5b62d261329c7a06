"""All pools of a process stay within one budget, and a quiet one makes room for a busy one."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine

from hengjian.kit.data.connections import ConnectionBudget, pool_within
from hengjian.kit.data.database import create_engine
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName

LIMIT = 3


@pytest.fixture
def budget() -> ConnectionBudget:
    return ConnectionBudget(LIMIT)


@pytest.fixture
async def engines(services: dict[ServiceName, Service], budget: ConnectionBudget) -> AsyncIterator[list[AsyncEngine]]:
    made = [
        create_engine(
            services[name].settings.database_url,
            poolclass=pool_within(budget),
            pool_size=LIMIT,
            max_overflow=0,
            pool_timeout=5,
        )
        for name in (ServiceName.DIRECTORY, ServiceName.TARGETS)
    ]
    yield made
    for engine in made:
        await engine.dispose()
    assert budget.open_count == 0, "what was opened is counted until it is closed"


async def _ask(engine: AsyncEngine, seconds: float) -> str:
    async with engine.connect() as connection:
        return str(await connection.scalar(text(f"SELECT current_user FROM pg_sleep({seconds})")))


async def _ask_at_once(engines: Sequence[AsyncEngine], times: int) -> list[str]:
    return await asyncio.gather(*(_ask(engine, 0.02) for engine in engines for _ in range(times)))


class TestBudget:
    async def test_all_pools_together_never_open_more(
        self, engines: list[AsyncEngine], budget: ConnectionBudget
    ) -> None:
        answers = await _ask_at_once(engines, 20)
        assert len(answers) == 40
        assert len(set(answers)) == 2, "each under its own login"
        assert budget.most_open == LIMIT

    async def test_an_idle_connection_makes_room_for_another_login(
        self, engines: list[AsyncEngine], budget: ConnectionBudget
    ) -> None:
        await _ask_at_once(engines[:1], LIMIT)
        assert budget.open_count == LIMIT
        await _ask_at_once(engines[1:], LIMIT)
        assert budget.open_count == LIMIT

    async def test_who_waits_gets_the_next_that_comes_free(self, engines: list[AsyncEngine]) -> None:
        long = [asyncio.create_task(_ask(engines[0], 0.3)) for _ in range(LIMIT)]
        await asyncio.sleep(0.1)
        async with asyncio.timeout(3):
            await _ask(engines[1], 0)
        await asyncio.gather(*long)

    async def test_who_waits_too_long_is_told(self, engines: list[AsyncEngine]) -> None:
        engines[1].pool._timeout = 0.05  # type: ignore[attr-defined]
        long = [asyncio.create_task(_ask(engines[0], 0.5)) for _ in range(LIMIT)]
        await asyncio.sleep(0.1)
        with pytest.raises(PoolTimeout):
            await _ask(engines[1], 0)
        await asyncio.gather(*long)

    async def test_a_killed_connection_gives_its_place_back(
        self, engines: list[AsyncEngine], budget: ConnectionBudget
    ) -> None:
        async with engines[0].connect() as connection:
            pid = await connection.scalar(text("SELECT pg_backend_pid()"))
            async with engines[0].connect() as other:
                await other.execute(text(f"SELECT pg_terminate_backend({pid})"))
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            async with asyncio.timeout(5):
                while not driver.is_closed():  # noqa: ASYNC110 - the driver tells nobody
                    await asyncio.sleep(0.01)
            with pytest.raises(Exception, match=r"(?i)terminat|closed"):
                await connection.execute(text("SELECT 1"))
        assert budget.open_count == 1
        await _ask_at_once(engines, 5)
        assert budget.most_open <= LIMIT

    async def test_a_connection_that_cannot_be_made_takes_no_place(self, budget: ConnectionBudget) -> None:
        engine = create_engine(
            "postgresql://nobody:x@127.0.0.1:1/none", poolclass=pool_within(budget), pool_size=1, max_overflow=0
        )
        with pytest.raises(OSError):
            await _ask(engine, 0)
        assert budget.open_count == 0
        await engine.dispose()
