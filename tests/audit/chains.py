"""One service's audit rows in a database of their own, as the service writes, the sealing role seals and a superuser
may."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import asyncpg

from hengjian.audit.chain import seal_rows
from hengjian.audit.heads import Head
from hengjian.audit.sealing import Sealing
from hengjian.audit.verifying import ChainReport, verify_chain
from hengjian.kit.settings import ServiceName
from hengjian.launch.home import with_login
from tests.support.cluster import Cluster

SCHEMA = "personnel"
KEY = b"a key that lies outside the database"


@dataclass
class Chain:
    """``intruder`` rules the database, triggers and all; only the key is not in it."""

    service: asyncpg.Connection
    sealer: asyncpg.Connection
    intruder: asyncpg.Connection
    heads: list[Head] = field(default_factory=list)

    async def write(self, *objects: str) -> None:
        for name in objects:
            await self.service.execute(
                """INSERT INTO audit_log (actor, actor_name, address, request_id, action, object_type, object_id, after)
                   VALUES ('a1', '王五', '10.0.0.7', 'r1', 'record_outcome', 'outcome', $1, '{"points": "1.5"}')""",
                name,
            )

    async def seal(self) -> None:
        while await seal_rows(self.sealer, SCHEMA, KEY):
            pass

    def sealing(self) -> Sealing:
        """As a process of the service has it; heads go to ``heads``."""

        @asynccontextmanager
        async def connect() -> AsyncIterator[asyncpg.Connection]:
            yield self.sealer

        def fail(error: Exception) -> None:
            raise error

        return Sealing(connect, SCHEMA, KEY, on_head=self.heads.append, on_trouble=fail)

    async def verify(self, heads: Iterable[Head] = (), since: Head | None = None) -> ChainReport:
        return await verify_chain(self.intruder, SCHEMA, KEY, heads, since=since)

    async def head(self) -> Head:
        found = (await self.verify()).head
        assert found is not None
        return found

    async def tamper(self, *statements: str) -> None:
        """With every trigger and foreign key asleep."""
        await self.intruder.execute("SET session_replication_role = replica")
        for statement in statements:
            await self.intruder.execute(statement)
        await self.intruder.execute("SET session_replication_role = DEFAULT")

    async def close(self) -> None:
        for connection in (self.service, self.sealer, self.intruder):
            await connection.close()


async def open_chain(cluster: Cluster, name: str, admin_url: str | None = None) -> Chain:
    """``admin_url`` names another server with the same roles."""
    url, home = admin_url or cluster.admin_url, cluster.home
    settings = home.settings(url, name, demo=False)[ServiceName(SCHEMA)]
    superuser = with_login(url, "postgres", home.secrets()["superuser_password"], name)
    return Chain(
        await asyncpg.connect(settings.database_url),
        await asyncpg.connect(settings.sealing_database_url),
        await asyncpg.connect(superuser),
    )
