"""The loop that seals what was written: at most a second after a commit, and once in a while for other processes.

Most looks are at the newest rows alone. Which rows can be left out is found out anew by every process, from what the
running cluster says of its transactions, and forgotten with it; the first look of a process and one an hour are at all
rows.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from itertools import islice
from time import monotonic

import asyncpg
from sqlalchemy.exc import SQLAlchemyError

from hengjian.audit.chain import (
    BEGINNING,
    LOWEST_ID,
    Seal,
    is_archived,
    is_our_seal,
    read_moment,
    read_seal,
    seal_rows,
    unsealed,
)
from hengjian.audit.copies import Copy
from hengjian.audit.heads import Head

REST_SECONDS = 1.0
LOOK_SECONDS = 30.0
HEAD_SECONDS = 60.0
LOOK_AT_ALL_SECONDS = 3600.0
OVERDUE_SECONDS = 60.0
SETTLING_SECONDS = 10.0
"""An id is given out a moment before its transaction has a number; only older looks prove that none is to come."""
PARTING_SECONDS = 3.0
UNCOPIED_SEALS = 200
"""How many wait for a place that takes no copies; the oldest are left out, and their numbers are missed there."""

Connect = Callable[[], AbstractAsyncContextManager[asyncpg.Connection]]

_TROUBLE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError, TimeoutError)


@dataclass(frozen=True)
class _Look:
    taken_at: float
    top_id: int
    next_transaction: int


class Sealing:
    """``connect`` borrows a connection of the sealing role; ``on_head`` hears of the chain's head once a minute.

    ``copy`` takes every sealed row, ``on_trouble`` hears of an outage, after which the loop goes on. Where the
    database no longer holds the seals that this process made or saw, or its last seal was made with another key,
    nothing more is sealed: that would cover the traces.
    """

    def __init__(
        self,
        connect: Connect,
        schema: str,
        key: bytes,
        *,
        on_head: Callable[[Head], None],
        on_trouble: Callable[[Exception], None],
        copy: Copy | None = None,
    ) -> None:
        self._connect = connect
        self._schema = schema
        self._key = key
        self._on_head = on_head
        self._on_trouble = on_trouble
        self._copy = copy
        self._uncopied: deque[tuple[Seal, list[asyncpg.Record]]] = deque(maxlen=UNCOPIED_SEALS)
        self._written = asyncio.Event()
        self._looks: deque[_Look] = deque()
        self._settled = self._done = 0
        self._all_seen_at = -LOOK_AT_ALL_SECONDS
        self._clear_at = monotonic()
        self._told_at = -HEAD_SECONDS
        self._told = BEGINNING
        self.head = BEGINNING
        self.is_cut = False

    def wake(self) -> None:
        """Something was written."""
        self._written.set()

    @property
    def state(self) -> str:
        """``ok``; ``overdue`` where rows may have waited for their seal for more than a minute; ``cut``."""
        if self.is_cut:
            return "cut"
        return "overdue" if monotonic() - self._clear_at > OVERDUE_SECONDS else "ok"

    async def run(self) -> None:
        while True:
            self._written.clear()
            wait = LOOK_SECONDS
            try:
                if not await self.seal_all():
                    wait = REST_SECONDS
            except _TROUBLE as error:
                self._on_trouble(error)
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._written.wait()
            await asyncio.sleep(REST_SECONDS)

    async def finish(self) -> None:
        """Before the process ends: what it wrote last is sealed and named."""
        with suppress(*_TROUBLE):
            async with asyncio.timeout(PARTING_SECONDS):
                await self.seal_all()
                self._tell_head()

    async def seal_all(self) -> bool:
        """Seal what has no seal; False where rows still wait, because another process seals them just now.

        Rows up to ``_done`` are left out: no more of them were to come, and a look since then found none without a
        seal.
        """
        now = monotonic()
        is_full = now - self._all_seen_at >= LOOK_AT_ALL_SECONDS
        async with self._connect() as connection:
            await self._check_head(connection)
            if self.is_cut:
                return True
            await self._settle(connection, now)
            above = beyond = LOWEST_ID if is_full else self._done
            while sealed := await seal_rows(connection, self._schema, self._key, above=beyond, settled=self._settled):
                self.head, beyond = sealed[0], sealed[1][-1]["id"]
                if self._copy is not None:
                    self._uncopied.append(sealed)
            is_clear = not await connection.fetchval(f"SELECT EXISTS ({unsealed(self._schema, 'id')})", above)
        if is_clear:
            self._done = self._settled
            self._clear_at = monotonic()
            if is_full:
                self._all_seen_at = now
        await self._send_copies()
        if now - self._told_at >= HEAD_SECONDS:
            self._tell_head()
            self._told_at = now
        return is_clear

    def _tell_head(self) -> None:
        if self.head.seq > self._told.seq:
            self._on_head(Head.of(self._schema, self.head))
            self._told = self.head

    async def _send_copies(self) -> None:
        """What a place does not take now it is sent again at the next look, in the same order."""
        if self._copy is None:
            return
        try:
            while self._uncopied:
                await asyncio.to_thread(self._copy.send, self._schema, *self._uncopied[0])
                self._uncopied.popleft()
        except OSError as error:
            self._on_trouble(error)

    async def _check_head(self, connection: asyncpg.Connection) -> None:
        """Other processes seal as well, so the chain may have grown; it cannot have shrunk."""
        last = await read_seal(connection, self._schema)
        if self.head == BEGINNING:
            self.is_cut = not await is_our_seal(connection, self._schema, self._key, last)
            self._settled = max(self._settled, last.settled_id)
        else:
            known = await read_seal(connection, self._schema, self.head.seq)
            self.is_cut = known != self.head and not await is_archived(connection, self._schema, self.head.seq)
        if not self.is_cut:
            self.head = last

    async def _settle(self, connection: asyncpg.Connection, now: float) -> None:
        """Ids of a look are settled when every transaction has ended that had a number at a look well behind it.

        What took an id before the first look has its number by the second, however long it runs then.
        """
        moment = await read_moment(connection, self._schema)
        if not self._looks or now - self._looks[-1].taken_at >= REST_SECONDS:
            self._looks.append(_Look(now, moment.top_id, moment.next_transaction))
        while (second := self._look_behind_first()) and second.next_transaction <= moment.oldest_running:
            self._settled = max(self._settled, self._looks.popleft().top_id)

    def _look_behind_first(self) -> _Look | None:
        """The look at which all that had an id at the first one had the number of its transaction too."""
        if not self._looks:
            return None
        from_then = self._looks[0].taken_at + SETTLING_SECONDS
        return next((look for look in islice(self._looks, 1, None) if look.taken_at >= from_then), None)
