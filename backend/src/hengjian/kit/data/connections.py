"""One budget of database connections a process: every service has pools under its own login, all draw from one limit.

A pool that wants one more connection than the budget has left takes the place of an idle one of any pool, and waits
where none is idle; who waits longest is served first. So a quiet service holds nothing that a busy one could use, and
the database is asked for no more than the budget, whatever the load.

Nobody is handed a dead connection: one that the server has closed is opened anew before it is used, and one that has
rested is asked first whether the server is still there.
"""

import asyncio
import weakref
from dataclasses import dataclass
from time import monotonic
from typing import Any, ClassVar

import asyncpg
from sqlalchemy import event, util
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry
from sqlalchemy.util import queue

RESTED_SECONDS = 5.0
"""A connection that nobody used for so long may have died without a word: behind a cable, a proxy, a fallen host."""

ANSWER_SECONDS = 2.0
"""What does not answer ``SELECT 1`` in this time is thrown away."""


@dataclass(eq=False)
class _Waiter:
    """``has_record``: the pool's own limit is kept already, only the budget's place is wanted."""

    pool: "BudgetedPool"
    has_record: bool
    told: asyncio.Future[None]

    def can_open(self) -> bool:
        return self.has_record or self.pool.has_room


class ConnectionBudget:
    """``limit`` connections, shared by the pools that were made with it."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiters: list[_Waiter] = []
        self.pools: list[BudgetedPool] = []
        self.open_count = 0
        self.most_open = 0
        self._is_cut_off = False

    def cut_off(self) -> None:
        """Break every connection of the process and open no more: whoever waits on one is told that it is lost."""
        self._is_cut_off = True
        for pool in self.pools:
            for driver in list(pool.drivers):
                driver.terminate()

    def make_room(self) -> bool:
        """Whether one more may be opened now, if need be in the place of one that is idle."""
        while self.open_count >= self._limit:
            if not any(pool.close_idle() for pool in self.pools):
                return False
        return True

    def claim(self, pool: "BudgetedPool", seconds: float) -> None:
        """Take a place for one more connection; raises ``ConnectionError`` where the process was cut off."""
        if self._is_cut_off:
            raise ConnectionError("this process opens no more database connections")
        while not self.make_room():
            util.await_only(self.wait(pool, seconds, has_record=True))
        self.open_count += 1
        self.most_open = max(self.most_open, self.open_count)

    def give_back(self) -> None:
        """A connection was closed: whoever waits longest and may open one looks again."""
        self.open_count -= 1
        self._tell_next()

    def first_in_line(self, pool: "BudgetedPool") -> _Waiter | None:
        """Who may have the connection that comes back to ``pool``."""
        return next((w for w in self._waiters if (w.pool is pool or w.can_open()) and not w.told.done()), None)

    async def wait(self, pool: "BudgetedPool", seconds: float, *, has_record: bool = False) -> None:
        """Until there is reason to look again; raises SQLAlchemy's ``TimeoutError`` where there is none in time."""
        waiter = _Waiter(pool, has_record, asyncio.get_running_loop().create_future())
        self._waiters.append(waiter)
        try:
            async with asyncio.timeout(seconds):
                await waiter.told
        except BaseException as error:
            if waiter in self._waiters:
                self._waiters.remove(waiter)
            else:  # told, but gone before it could look
                self._tell_next()
            if isinstance(error, TimeoutError):
                raise PoolTimeout("no database connection came free in time") from error
            raise

    def tell(self, waiter: _Waiter) -> None:
        """It may look again."""
        self._waiters.remove(waiter)
        if not waiter.told.done():
            waiter.told.set_result(None)

    def _tell_next(self) -> None:
        for waiter in self._waiters:
            if waiter.can_open() and not waiter.told.done():
                self.tell(waiter)
                return


class BudgetedPool(AsyncAdaptedQueuePool):
    """A service's pool that opens a connection only within the process's budget; made by :func:`pool_within`."""

    budget: ClassVar[ConnectionBudget]

    def __init__(self, creator: Any, **options: Any) -> None:
        super().__init__(creator, **options)
        self.budget.pools.append(self)
        self.drivers: weakref.WeakSet[asyncpg.Connection] = weakref.WeakSet()
        event.listen(self, "connect", self._note_driver)
        event.listen(self, "checkin", _note_rest)
        event.listen(self, "checkout", _refuse_dead)
        connect = self._invoke_creator

        def connect_within_budget(rec: ConnectionPoolEntry) -> Any:
            self.budget.claim(self, self._timeout)
            try:
                return connect(rec)
            except BaseException:
                self.budget.give_back()
                raise

        self._invoke_creator = connect_within_budget

    def _note_driver(self, _connection: Any, record: ConnectionPoolEntry) -> None:
        driver: Any = record.driver_connection
        self.drivers.add(driver)

    @property
    def has_room(self) -> bool:
        """Whether the pool's own limit allows one more."""
        return self._overflow < self._max_overflow

    def _do_get(self) -> ConnectionPoolEntry:
        end = monotonic() + self._timeout
        while True:
            try:
                return self._pool.get(False)
            except queue.Empty:
                pass
            if self.has_room and self.budget.make_room() and self._inc_overflow():
                try:
                    return self._create_connection()
                except BaseException:
                    self._dec_overflow()
                    raise
            util.await_only(self.budget.wait(self, max(0.0, end - monotonic())))

    def _do_return_conn(self, record: ConnectionPoolEntry) -> None:
        waiter = self.budget.first_in_line(self)
        if waiter is not None and waiter.pool is not self:
            self._close(record)
            return
        super()._do_return_conn(record)
        if waiter is not None:
            self.budget.tell(waiter)

    def _close_connection(self, connection: Any, *, terminate: bool = False) -> None:
        try:
            super()._close_connection(connection, terminate=terminate)
        finally:
            self.budget.give_back()

    def close_idle(self) -> bool:
        """Close a connection that is idle here; False where all are at work."""
        try:
            record = self._pool.get(False)
        except queue.Empty:
            return False
        self._close(record)
        return True

    def _close(self, record: ConnectionPoolEntry) -> None:
        try:
            record.close()
        finally:
            self._dec_overflow()


def _note_rest(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["rests_since"] = monotonic()


def _refuse_dead(_connection: Any, record: ConnectionPoolEntry, _fairy: Any) -> None:
    """``DisconnectionError`` makes the pool open the connection anew and hand that one out."""
    driver: Any = record.driver_connection
    rested = monotonic() - record.info.get("rests_since", monotonic())
    if driver.is_closed() or (rested > RESTED_SECONDS and not util.await_only(_answers(driver))):
        raise DisconnectionError("the server has closed the connection, or is gone")


async def _answers(driver: Any) -> bool:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            await driver.execute("SELECT 1")
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        driver.terminate()
        return False
    return True


def pool_within(budget: ConnectionBudget) -> type[BudgetedPool]:
    """The ``poolclass`` of an engine: SQLAlchemy makes pools itself and hands them nothing of ours."""
    return type("PoolWithinBudget", (BudgetedPool,), {"budget": budget})
