"""PgQueuer as we use it: its tables in the service's own schema, its statements on the service's own connections."""

import asyncio

from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder, QuerySchedulerBuilder
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.core.tm import TaskManager
from pgqueuer.domain.settings import DBSettings
from pgqueuer.domain.types import Channel
from pgqueuer.ports.driver import Driver, NotifyCallback
from sqlalchemy import BigInteger, DateTime, TableClause, Text, column, table
from sqlalchemy.dialects.postgresql import JSONB

from hengjian.kit.data.database import Database


def queue_settings(schema: str) -> DBSettings:
    """Every name is said, because the library looks for what is not said among the machine's environment variables."""
    return DBSettings(
        prefix="",
        db_schema=schema,
        channel=Channel(f"hengjian_queue_{schema}"),
        function="fn_pgqueuer_changed",
        trigger="tg_pgqueuer_changed",
        queue_table="pgqueuer",
        queue_table_log="pgqueuer_log",
        queue_status_type="pgqueuer_status",
        statistics_table="pgqueuer_statistics",
        schedules_table="pgqueuer_schedules",
    )


def queries_of(schema: str, driver: Driver) -> Queries:
    """The library's statements about the queue of one service."""
    settings = queue_settings(schema)
    builders = QueryBuilderEnvironment(settings), QueryQueueBuilder(settings), QuerySchedulerBuilder(settings)
    return Queries(driver, *builders)


def waiting_table(schema: str) -> TableClause:
    """What waits or runs."""
    return table("pgqueuer", column("id", BigInteger), column("entrypoint", Text), schema=schema)


def history_table(schema: str) -> TableClause:
    """What happened to each job: queued, picked, queued again for a reason, ended. The state is an enumeration."""
    return table(
        "pgqueuer_log",
        column("id", BigInteger),
        column("created", DateTime(timezone=True)),
        column("job_id", BigInteger),
        column("status", Text),
        column("traceback", JSONB),
        schema=schema,
    )


class DatabaseDriver(Driver):
    """The library's way to the database: each statement on a connection of the service's pool, for no longer than that.

    It opens no connection of its own. What PostgreSQL tells comes from the process's one listener, which hands it to
    :meth:`tell`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shutdown = asyncio.Event()
        self._tasks = TaskManager()
        self._callbacks: dict[str, NotifyCallback] = {}

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        async with self._database.writing() as connection:
            return [dict(row) for row in await connection.fetch(query, *args)]

    async def execute(self, query: str, *args: object) -> str:
        async with self._database.writing() as connection:
            return str(await connection.execute(query, *args))

    async def notify(self, channel: str, payload: str) -> None:
        await self.execute("SELECT pg_notify($1, $2)", channel, payload)

    async def add_listener(self, channel: str, callback: NotifyCallback) -> None:
        self._callbacks[channel] = callback

    def tell(self, channel: str, payload: str) -> None:
        if channel in self._callbacks:
            self._callbacks[channel](payload)

    @property
    def shutdown(self) -> asyncio.Event:
        return self._shutdown

    @property
    def tm(self) -> TaskManager:
        return self._tasks

    async def __aenter__(self) -> "DatabaseDriver":
        return self

    async def __aexit__(self, *_: object) -> None:
        self._callbacks.clear()
