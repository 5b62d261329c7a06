"""What nobody needs goes by itself, what is younger stays, and nobody else may take it."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from hengjian.audit.recording import Actor
from hengjian.kit.edge.service import Service
from hengjian.kit.messaging import sweeping
from hengjian.kit.messaging.jobs import Jobs
from hengjian.kit.messaging.sweeping import SWEEP, sweep
from hengjian.kit.settings import ServiceName

ROWS = 25
PORTION = 10
KINDS: Mapping[str, tuple[str, str, str]] = {
    "idempotency": (
        """INSERT INTO {schema}.idempotency (subject, key, request_hash, status, headers, body, created_at)
           SELECT $1, n::text, '', 200, '[]', '', now() - CAST($2 AS interval) FROM generate_series(1, $3) n""",
        "2 days",
        "subject = $1",
    ),
    "outbox": (
        """INSERT INTO {schema}.outbox (event_id, subscriber, name, body, delivered_at)
           SELECT gen_random_uuid(), 'nobody', $1, '{{}}', now() - CAST($2 AS interval) FROM generate_series(1, $3)""",
        "7 days",
        "name = $1",
    ),
    "inbox": (
        """INSERT INTO {schema}.inbox (event_id, source, name, applied_at)
           SELECT gen_random_uuid(), 'nobody', $1, now() - CAST($2 AS interval) FROM generate_series(1, $3)""",
        "90 days",
        "name = $1",
    ),
    "revocation": (
        """INSERT INTO {schema}.revocation (subject, not_before)
           SELECT $1 || n, now() - CAST($2 AS interval) FROM generate_series(1, $3) n""",
        "4200 seconds",
        "starts_with(subject, $1)",
    ),
}


@pytest_asyncio.fixture
async def database(owner_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(owner_url)
    yield connection
    await connection.close()


async def _write(database: asyncpg.Connection, schema: str, kind: str, mark: str, extra: str, rows: int) -> None:
    """So old as is kept, and ``extra`` more or less."""
    insert, kept, _ = KINDS[kind]
    age = await database.fetchval("SELECT CAST($1::text AS interval)::text", f"{kept} {extra}")
    await database.execute(insert.format(schema=schema).replace("CAST($2 AS", "CAST($2::text AS"), mark, age, rows)


async def _left(database: asyncpg.Connection, schema: str, kind: str, mark: str) -> int:
    return int(await database.fetchval(f"SELECT count(*) FROM {schema}.{kind} WHERE {KINDS[kind][2]}", mark))


@pytest.mark.parametrize("name", list(ServiceName))
@pytest.mark.parametrize("kind", list(KINDS))
class TestSweep:
    async def test_what_is_old_goes_in_portions_and_what_is_younger_stays(
        self,
        services: dict[ServiceName, Service],
        database: asyncpg.Connection,
        monkeypatch: pytest.MonkeyPatch,
        name: ServiceName,
        kind: str,
    ) -> None:
        monkeypatch.setattr(sweeping, "PORTION", PORTION)
        service = services[name]
        async with service.jobs._turn:
            await _write(database, name, kind, "old ", "1 minute", ROWS)
            await _write(database, name, kind, "young ", "-1 minute", ROWS)
            async with service.database.write_session(Actor("job", "sweep", "job:sweep")) as session:
                assert await sweep(session) == PORTION, "a portion, then others have their turn"
                await session.commit()
            assert await Jobs(service.database, [SWEEP]).run_all() == ROWS - PORTION
        left = {mark: await _left(database, name, kind, mark) for mark in ("old ", "young ")}
        assert left == {"old ": 0, "young ": ROWS}

    async def test_the_service_runs_it(
        self, services: dict[ServiceName, Service], database: asyncpg.Connection, name: ServiceName, kind: str
    ) -> None:
        await _write(database, name, kind, "left over ", "1 minute", 1)
        await services[name].jobs.run_all()
        assert await _left(database, name, kind, "left over ") == 0


class TestOutbox:
    async def test_what_is_not_delivered_stays_however_old(
        self, services: dict[ServiceName, Service], database: asyncpg.Connection
    ) -> None:
        await database.execute(
            """INSERT INTO personnel.outbox (event_id, subscriber, name, body, created_at)
               VALUES (gen_random_uuid(), 'nobody', 'waiting', '{}', now() - interval '3 years')"""
        )
        await services[ServiceName.PERSONNEL].jobs.run_all()
        assert await _left(database, "personnel", "outbox", "waiting") == 1


class TestInbox:
    async def test_the_service_itself_may_delete_nothing(
        self, services: dict[ServiceName, Service], database: asyncpg.Connection
    ) -> None:
        await _write(database, "targets", "inbox", "kept ", "1 minute", 1)
        async with services[ServiceName.TARGETS].database.writing() as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute("DELETE FROM targets.inbox")

    async def test_one_service_cannot_sweep_for_another(self, services: dict[ServiceName, Service]) -> None:
        async with services[ServiceName.TARGETS].database.writing() as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute("SELECT personnel.sweep_inbox(1)")


class TestServedByIndexes:
    @pytest.mark.parametrize(("kind", "column"), [("outbox", "delivered_at"), ("inbox", "applied_at")])
    async def test_what_is_old_is_found_without_reading_the_rest(
        self, database: asyncpg.Connection, kind: str, column: str
    ) -> None:
        async with database.transaction():
            await database.execute("SET LOCAL enable_seqscan = off")
            plan: list[Any] = await database.fetch(
                f"EXPLAIN SELECT 1 FROM targets.{kind} WHERE {column} < now() - interval '90 days' ORDER BY {column}"
            )
        assert f"ix_{kind}_{column}" in "\n".join(row[0] for row in plan)
