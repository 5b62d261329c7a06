"""Engines and sessions of one service: reading and writing are different types, both see one schema only.

Reads run without a transaction around them, on connections of their own that the server keeps from writing: that saves
two of three trips to the database on most of them.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy import MetaData, Table, event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.util import greenlet_spawn

from hengjian.audit.recording import Actor, AuditedSession
from hengjian.kit.data.connections import ConnectionBudget, pool_within
from hengjian.kit.data.json import read_json, write_json
from hengjian.kit.data.statements import Parameters, Row, Statement
from hengjian.kit.settings import ServiceName, ServiceSettings


class ReadSession(AsyncSession):
    """Reads only: each statement sees what is committed when it begins, and the database itself refuses a write."""

    async def fetch(self, statement: Statement, parameters: Parameters | None = None) -> list[Row]:
        """The rows, past SQLAlchemy's executor; on a connection that goes back as soon as they are there."""
        if self.in_transaction():
            # The session holds a connection already; two a request could use the pool up.
            return await statement.fetch(await _driver_connection(self), parameters)
        async with self.database.reading() as connection:
            return await statement.fetch(connection, parameters)

    async def __aexit__(self, kind: Any, error: Any, traceback: Any) -> None:
        """A session that took no connection has nothing to give back."""
        if self.in_transaction():
            await super().__aexit__(kind, error, traceback)

    @property
    def database(self) -> "Database":
        database: Database = self.info["database"]
        return database


class WriteSession(AsyncSession):
    """The one transaction of a request, event or job. The edge commits; everything inside only flushes."""

    sync_session_class = AuditedSession

    async def fetch(self, statement: Statement, parameters: Parameters | None = None) -> list[Row]:
        """The rows, past SQLAlchemy's executor, in this transaction and after what was changed in it."""
        return await statement.fetch(await self.driver_connection(), parameters)

    async def driver_connection(self) -> asyncpg.Connection:
        """The connection of this transaction, begun and with every change flushed to it."""
        if self.new or self.dirty or self.deleted:
            await self.flush()
        return await _driver_connection(self)

    @property
    def actor(self) -> Actor:
        actor: Actor = self.info["actor"]
        return actor

    @property
    def database(self) -> "Database":
        database: Database = self.info["database"]
        return database

    def wake_jobs(self) -> None:
        """After this transaction commits, the service's prompt jobs run at once instead of at the next tick."""
        self.info["wake_jobs"] = True

    def revoke_tokens(self) -> None:
        """After this transaction commits, this process reads the revocations again."""
        self.info["reload_shared_state"] = True


AnySession = ReadSession | WriteSession


class Database:
    """``subscribers`` maps an event's name to the services that must hear of it; ``budget`` is the process's."""

    def __init__(
        self,
        settings: ServiceSettings,
        metadata: MetaData,
        subscribers: Mapping[str, Sequence[ServiceName]],
        budget: ConnectionBudget,
    ) -> None:
        self.metadata = metadata
        self.subscribers = subscribers
        self.schema = str(settings.service)
        self.commits = 0
        """Write transactions that this process has committed."""
        self.insert_audit = self.table("audit_log").insert()
        self.url = settings.database_url
        self._on_commit: list[Callable[[], None]] = []
        pool: dict[str, Any] = {
            "poolclass": pool_within(budget),
            "pool_size": settings.pool_size,
            "max_overflow": 0,
            "pool_timeout": 20,
        }
        self.engine = create_engine(self.url, **pool)
        self._reading = create_engine(self.url, _READ_ONLY, isolation_level="AUTOCOMMIT", **pool)
        self._sealing = create_engine(settings.sealing_database_url, **{**pool, "pool_size": 1})
        self._write = async_sessionmaker(self.engine, class_=WriteSession, expire_on_commit=False)
        self._read = async_sessionmaker(self._reading, class_=ReadSession, expire_on_commit=False)

    def table(self, name: str) -> Table:
        return self.metadata.tables[f"{self.schema}.{name}"]

    def write_session(self, actor: Actor) -> WriteSession:
        session = self._write()
        session.info.update(actor=actor, database=self)
        return session

    def read_session(self) -> ReadSession:
        session = self._read()
        session.info["database"] = self
        return session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection that reads, each statement for itself."""
        held = await _take_connection(self._reading)
        try:
            yield held.driver_connection
        finally:
            await _give_back(held)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection that may write, for transactions that are begun and ended on it by the caller."""
        held = await _take_connection(self.engine)
        try:
            yield held.driver_connection
        finally:
            await _give_back(held)

    @asynccontextmanager
    async def sealing(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection of the role that seals audit rows, for the same use."""
        held = await _take_connection(self._sealing)
        try:
            yield held.driver_connection
        finally:
            await _give_back(held)

    @asynccontextmanager
    async def transaction(self, actor: Actor) -> AsyncIterator[WriteSession]:
        """One write transaction outside a request: an event, a job, a seed."""
        async with self.write_session(actor) as session, session.begin():
            yield session

    def when_committed(self, act: Callable[[], None]) -> None:
        """Call ``act`` after every write transaction that this process commits."""
        self._on_commit.append(act)

    def note_commit(self) -> None:
        self.commits += 1
        for act in self._on_commit:
            act()

    async def close(self) -> None:
        await self.engine.dispose()
        await self._reading.dispose()
        await self._sealing.dispose()


@event.listens_for(AuditedSession, "after_commit")
def _count_commit(session: Session) -> None:
    session.info["database"].note_commit()


_READ_ONLY = "SET default_transaction_read_only = on"
"""A statement, not a parameter of the connection's start: poolers between us and the server refuse those."""


def create_engine(url: str, prepare: str | None = None, **options: Any) -> AsyncEngine:
    """``url`` is a PostgreSQL address as libpq and asyncpg understand it, with options such as ``sslmode``.

    ``prepare`` is what each new connection runs first.
    """

    async def connect(**_: Any) -> asyncpg.Connection:
        connection = await asyncpg.connect(url)
        if prepare is not None:
            await connection.execute(prepare)
        return connection

    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        json_serializer=write_json,
        json_deserializer=read_json,
        **options,
    )


async def _take_connection(engine: AsyncEngine) -> PoolProxiedConnection:
    """One of the engine's pool, that the sessions use as well."""
    return await greenlet_spawn(engine.sync_engine.pool.connect)


async def _give_back(held: PoolProxiedConnection) -> None:
    """To its pool, or away with what is broken or left in the middle of a transaction."""
    driver = held.driver_connection
    if driver is None or driver.is_closed() or driver.is_in_transaction():
        held.invalidate()
    await greenlet_spawn(held.close)


async def _driver_connection(session: AsyncSession) -> asyncpg.Connection:
    """The driver's connection behind the session's, in the transaction that the session will commit."""
    transaction, driver = session.info.get("driver_connection", (None, None))
    if driver is None or session.sync_session.get_transaction() is not transaction:
        connection = await session.connection()
        adapted = (await connection.get_raw_connection()).dbapi_connection
        assert adapted is not None
        # SQLAlchemy begins with its own first statement, and there may be none before ours.
        if adapted._transaction is None:
            await adapted._start_transaction()
        driver = adapted.driver_connection
        session.info["driver_connection"] = session.sync_session.get_transaction(), driver
    return driver
