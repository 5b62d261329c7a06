"""Engines and sessions of one service: reading and writing are different types, both see one schema only.

Reads run without a transaction around them, on connections of their own that the server keeps from writing: that saves
two of three trips to the database on most of them.
"""

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import MetaData, Table, event
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session

from hengjian.audit.recording import Actor, AuditedSession
from hengjian.kit.data.connections import ConnectionBudget, pool_within
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.settings import ServiceName, ServiceSettings


class ReadSession(AsyncSession):
    """Reads only: each statement sees what is committed when it begins, and the database itself refuses a write."""


class WriteSession(AsyncSession):
    """The one transaction of a request, event or job. The edge commits; everything inside only flushes."""

    sync_session_class = AuditedSession

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
        self.keep_answer = insert(self.table("idempotency")).on_conflict_do_nothing()
        self.url = settings.database_url
        self._on_commit: list[Callable[[], None]] = []
        pool: dict[str, Any] = {
            "poolclass": pool_within(budget),
            "pool_size": settings.pool_size,
            "max_overflow": 0,
            "pool_timeout": 20,
        }
        self.engine = create_engine(self.url, **pool)
        read_only = {"default_transaction_read_only": "on"}
        self._reading = create_engine(self.url, read_only, isolation_level="AUTOCOMMIT", **pool)
        self._write = async_sessionmaker(self.engine, class_=WriteSession, expire_on_commit=False)
        self._read = async_sessionmaker(self._reading, class_=ReadSession, expire_on_commit=False)

    def table(self, name: str) -> Table:
        return self.metadata.tables[f"{self.schema}.{name}"]

    def write_session(self, actor: Actor) -> WriteSession:
        session = self._write()
        session.info.update(actor=actor, database=self)
        return session

    def read_session(self) -> ReadSession:
        return self._read()

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

    @asynccontextmanager
    async def driver_connection(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection of the write pool as asyncpg knows it."""
        async with self.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            driver = raw.driver_connection
            assert driver is not None
            yield driver

    async def close(self) -> None:
        await self.engine.dispose()
        await self._reading.dispose()


@event.listens_for(AuditedSession, "after_commit")
def _count_commit(session: Session) -> None:
    session.info["database"].note_commit()


def create_engine(url: str, server_settings: Mapping[str, str] | None = None, **options: Any) -> AsyncEngine:
    """``url`` is a PostgreSQL address as libpq and asyncpg understand it, with options such as ``sslmode``."""

    async def connect(**_: Any) -> asyncpg.Connection:
        return await asyncpg.connect(url, server_settings=server_settings)

    return create_async_engine("postgresql+asyncpg://", async_creator=connect, json_serializer=_write_json, **options)


def _write_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_write_plain)


def _write_plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return write_decimal(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"{type(value).__name__} has no JSON form")
