"""The loop that seals what was written: at most a second after a commit, and once in a while for other processes."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress

import asyncpg
from sqlalchemy.exc import SQLAlchemyError

from hengjian.audit.chain import has_unsealed, seal_chain

REST_SECONDS = 1.0
LOOK_SECONDS = 60.0

Connect = Callable[[], AbstractAsyncContextManager[asyncpg.Connection]]


class Sealing:
    """``connect`` borrows a connection; ``on_trouble`` hears of an outage, after which the loop goes on."""

    def __init__(self, connect: Connect, schema: str, on_trouble: Callable[[Exception], None]) -> None:
        self._connect = connect
        self._schema = schema
        self._on_trouble = on_trouble
        self._written = asyncio.Event()

    def wake(self) -> None:
        """Something was written."""
        self._written.set()

    async def run(self) -> None:
        while True:
            self._written.clear()
            wait = LOOK_SECONDS
            try:
                if await self._seal():
                    wait = REST_SECONDS
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError, TimeoutError) as error:
                self._on_trouble(error)
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._written.wait()
            await asyncio.sleep(REST_SECONDS)

    async def _seal(self) -> bool:
        """Seal what can be sealed; whether something waits for a transaction that still runs."""
        async with self._connect() as connection:
            while await seal_chain(connection, self._schema):
                pass
            return await has_unsealed(connection, self._schema)
