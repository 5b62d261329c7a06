"""The one connection of a process on which PostgreSQL wakes it; it also holds the process's session locks.

Whoever subscribes is called when something was told on its channel, and once whenever the connection is new, because
what was told meanwhile is lost.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg

from hengjian.kit.observability import log
from hengjian.kit.tasks import stop_all

RECONNECT_SECONDS = 1.0
LOOK_SECONDS = 5.0

OnTold = Callable[[str], None]


class Listener:
    """``url`` logs in as any role of the installation: listening and session locks need no right of their own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._subscribers: dict[str, list[OnTold]] = {}
        self._connection: asyncpg.Connection | None = None
        self._connected = asyncio.Event()
        self._changed = asyncio.Event()
        self._lost = asyncio.Event()
        self._one_query = asyncio.Lock()
        self._users = 0
        self._task: asyncio.Task[None] | None = None

    def subscribe(self, channel: str, on_told: OnTold) -> None:
        """``on_told`` gets the payload, and an empty one when the connection is new."""
        self._subscribers.setdefault(channel, []).append(on_told)
        self._changed.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Listens while any service of the process runs."""
        self._users += 1
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            self._users -= 1
            if not self._users and self._task is not None:
                task, self._task = self._task, None
                await stop_all([task])

    @asynccontextmanager
    async def locked(self, name: str) -> AsyncIterator[asyncio.Event]:
        """Wait for the session lock and hold it; the event is set when it is lost with the connection."""
        while True:
            await self._connected.wait()
            lost = self._lost
            try:
                if await self._ask("SELECT pg_try_advisory_lock(hashtext($1))", name):
                    break
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                pass
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await lost.wait()
        try:
            yield lost
        finally:
            if not lost.is_set():
                with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                    await self._ask("SELECT pg_advisory_unlock(hashtext($1))", name)

    def cut_off(self) -> None:
        """Break the connection: whoever waits for an answer on it is told that it is lost."""
        if self._connection is not None:
            self._connection.terminate()

    async def is_answered(self) -> bool:
        """Whether the database answers on this connection, which waits for no pool."""
        try:
            return bool(await self._ask("SELECT true"))
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False

    async def _ask(self, query: str, *values: object) -> Any:
        async with self._one_query:
            if self._connection is None:
                raise asyncpg.InterfaceError("the listener is not connected")
            return await self._connection.fetchval(query, *values)

    async def _run(self) -> None:
        while True:
            try:
                await self._listen()
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - the listener must outlive every outage
                log.warning("listener_interrupted", error=repr(error))
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _listen(self) -> None:
        connection: asyncpg.Connection = await asyncpg.connect(self._url, timeout=10)
        connection.add_termination_listener(lambda _: self._changed.set())
        self._connection, self._lost = connection, asyncio.Event()
        heard: set[str] = set()
        try:
            while not connection.is_closed():
                self._changed.clear()
                for channel in self._subscribers.keys() - heard:
                    async with self._one_query:
                        await connection.add_listener(channel, self._on_notify)
                    heard.add(channel)
                    for on_told in self._subscribers[channel]:
                        on_told("")
                self._connected.set()
                await self._changed.wait()
        finally:
            self._connection = None
            self._connected.clear()
            self._lost.set()
            with suppress(Exception):
                await connection.close(timeout=2)

    def _on_notify(self, _connection: Any, _pid: int, channel: str, payload: Any) -> None:
        for on_told in self._subscribers[channel]:
            on_told(str(payload))
