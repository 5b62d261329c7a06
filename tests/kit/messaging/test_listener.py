"""One connection of a process hears everything, outlives its loss, and holds the locks."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from hengjian.kit.edge.service import Service
from hengjian.kit.messaging import listener as module
from hengjian.kit.messaging.listener import Listener
from hengjian.kit.settings import ServiceName

PATIENCE_SECONDS = 10


@pytest.fixture
def url(services: dict[ServiceName, Service]) -> str:
    return services[ServiceName.TARGETS].settings.database_url


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RECONNECT_SECONDS", 0.05)
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.05)


@pytest.fixture
async def connection(url: str) -> AsyncIterator[asyncpg.Connection]:
    opened = await asyncpg.connect(url)
    yield opened
    await opened.close()


async def _next(heard: asyncio.Queue[str]) -> str:
    async with asyncio.timeout(PATIENCE_SECONDS):
        return await heard.get()


async def _pid(listener: Listener) -> int:
    pid: int = await listener._ask("SELECT pg_backend_pid()")
    return pid


class TestListener:
    async def test_two_channels_are_heard_on_one_connection(self, url: str, connection: asyncpg.Connection) -> None:
        listener, first, second = Listener(url), asyncio.Queue[str](), asyncio.Queue[str]()
        listener.subscribe("test_first", first.put_nowait)
        async with listener.running():
            assert await _next(first) == "", "told once that the connection is new"
            listener.subscribe("test_second", second.put_nowait)
            assert await _next(second) == ""
            await connection.execute("SELECT pg_notify('test_first', 'a'), pg_notify('test_second', 'b')")
            assert (await _next(first), await _next(second)) == ("a", "b")

    async def test_it_listens_again_after_its_connection_was_killed(
        self, url: str, connection: asyncpg.Connection
    ) -> None:
        listener, heard = Listener(url), asyncio.Queue[str]()
        listener.subscribe("test_first", heard.put_nowait)
        async with listener.running():
            await _next(heard)
            await connection.execute("SELECT pg_terminate_backend($1)", await _pid(listener))
            assert await _next(heard) == "", "what was told meanwhile is lost, so everybody looks"
            await connection.execute("SELECT pg_notify('test_first', 'again')")
            assert await _next(heard) == "again"


class TestLocks:
    async def test_one_of_two_processes_holds_a_lock_and_the_other_takes_it_over(
        self, url: str, connection: asyncpg.Connection
    ) -> None:
        one, other = Listener(url), Listener(url)
        taken = asyncio.Event()

        async def take() -> None:
            async with other.locked("test.lock"):
                taken.set()

        async with one.running(), other.running():
            async with one.locked("test.lock") as lost:
                waiting = asyncio.create_task(take())
                await asyncio.sleep(0.3)
                assert not taken.is_set()
                await connection.execute("SELECT pg_terminate_backend($1)", await _pid(one))
                async with asyncio.timeout(PATIENCE_SECONDS):
                    await lost.wait()
                    await taken.wait()
            await waiting

    async def test_a_lock_that_is_left_is_free(self, url: str) -> None:
        listener = Listener(url)
        async with listener.running(), asyncio.timeout(PATIENCE_SECONDS):
            async with listener.locked("test.lock"):
                pass
            async with listener.locked("test.lock") as lost:
                assert not lost.is_set()
