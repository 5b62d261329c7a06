"""Engine and sessions of one service: reading and writing are different types, both see one schema only."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from sqlalchemy import MetaData, Table
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from hengjian.kit.audit import Actor, AuditedSession
from hengjian.kit.settings import ServiceName, ServiceSettings


class ReadSession(AsyncSession):
    """A read-only transaction; the database itself refuses a write."""


class WriteSession(AsyncSession):
    """The one transaction of a request, event or job. The edge commits; everything inside only flushes."""

    sync_session_class = AuditedSession

    @property
    def actor(self) -> Actor:
        actor: Actor = self.info["actor"]
        return actor

    def wake_jobs(self) -> None:
        """After this transaction commits, the service's prompt jobs run at once instead of at the next tick."""
        self.info["wake_jobs"] = True

    def revoke_tokens(self) -> None:
        """After this transaction commits, this process reads the revocations again."""
        self.info["reload_shared_state"] = True


AnySession = ReadSession | WriteSession


class Database:
    """``subscribers`` maps an event's name to the services that must hear of it."""

    def __init__(
        self, settings: ServiceSettings, metadata: MetaData, subscribers: Mapping[str, Sequence[ServiceName]]
    ) -> None:
        self.metadata = metadata
        self.subscribers = subscribers
        self.schema = str(settings.service)
        self.url = settings.database_url
        url = settings.database_url.replace("postgresql://", "postgresql+asyncpg://", 1)
        self.engine = create_async_engine(url, pool_size=settings.pool_size, max_overflow=0, pool_timeout=20)
        self._write = async_sessionmaker(self.engine, class_=WriteSession, expire_on_commit=False)
        self._read = async_sessionmaker(
            self.engine.execution_options(postgresql_readonly=True), class_=ReadSession, expire_on_commit=False
        )

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

    async def close(self) -> None:
        await self.engine.dispose()
