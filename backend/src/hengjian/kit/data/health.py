"""How the database is, told within a second whatever has happened to it.

A question to a database that hangs does not come back, and cannot be called off either. So each question is asked once,
whoever waits for its answer stops waiting in time, and the next to ask waits for the same one.
"""

import asyncio
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Generic, TypeVar

import asyncpg
from sqlalchemy.exc import TimeoutError as PoolTimeout

from hengjian.kit.data.database import Database

LOOK_SECONDS = 0.5
ANSWER_SECONDS = 0.2
GIVEN_UP_SECONDS = 30.0
"""After which a connection that hangs is thrown away, so that the next question goes out on a new one."""

_WORK_ON_DISK = "SET LOCAL work_mem = '64kB'"
_NEED_ROOM = "SELECT count(*) FROM generate_series(1, 40000)"
"""A megabyte more than the server may keep in memory: it needs room on the disk as a growing table does, writes no row
and leaves nothing behind."""


Answer = TypeVar("Answer")


class DatabaseState(StrEnum):
    OK = "ok"
    BUSY = "busy"
    """It answers, but no connection of the service came free in time."""
    FULL = "full"
    """It can be read; there is no room to write."""
    HUNG = "hung"
    """It takes questions and gives no answer."""
    UNREACHABLE = "unreachable"


class Question(Generic[Answer]):
    """One that may stay without an answer: asked anew only when the one before has come back."""

    def __init__(self, ask: Callable[[], Awaitable[Answer]]) -> None:
        self._ask = ask
        self._asked: asyncio.Task[Answer] | None = None

    async def answer_within(self, seconds: float) -> Answer | None:
        if self._asked is None or self._asked.done():
            self._asked = asyncio.ensure_future(self._answer())
        asked = self._asked
        await asyncio.wait({asked}, timeout=seconds)
        return asked.result() if asked.done() else None

    async def _answer(self) -> Answer:
        return await self._ask()

    async def stop(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            await asyncio.wait({self._asked}, timeout=ANSWER_SECONDS)


class DatabaseHealth:
    """``is_answered`` asks on a connection that waits for no pool."""

    def __init__(self, database: Database, is_answered: Callable[[], Awaitable[bool]]) -> None:
        self._database = database
        self._look = Question(self._find_state)
        self._answered = Question(is_answered)

    async def state(self) -> DatabaseState:
        found = await self._look.answer_within(LOOK_SECONDS)
        if found is not None:
            return found
        return DatabaseState.BUSY if await self._answered.answer_within(ANSWER_SECONDS) else DatabaseState.HUNG

    async def stop(self) -> None:
        await self._look.stop()
        await self._answered.stop()

    async def _find_state(self) -> DatabaseState:
        try:
            async with self._database.reading() as connection:
                return await _find_room(connection)
        except PoolTimeout:
            return DatabaseState.BUSY
        except Exception:  # noqa: BLE001 - whatever keeps us from asking, nobody else gets an answer either
            return DatabaseState.UNREACHABLE


async def _find_room(connection: asyncpg.Connection) -> DatabaseState:
    try:
        async with asyncio.timeout(GIVEN_UP_SECONDS):
            await connection.execute(f"BEGIN; {_WORK_ON_DISK}; {_NEED_ROOM}; ROLLBACK")
    except asyncpg.DiskFullError:
        await connection.execute("ROLLBACK")
        return DatabaseState.FULL
    except TimeoutError:
        connection.terminate()
        return DatabaseState.HUNG
    return DatabaseState.OK
