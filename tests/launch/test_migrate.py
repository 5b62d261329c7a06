"""Five histories in one database: each minds its own schema, and none goes backwards unnoticed."""

import asyncio
from collections.abc import AsyncIterator
from importlib import import_module
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from alembic.autogenerate import produce_migrations
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic_utils.replaceable_entity import ReplaceableEntity
from sqlalchemy import Connection, MetaData
from sqlalchemy.ext.asyncio import create_async_engine

from hengjian.kit.migrating import alembic_env
from hengjian.kit.migrating.entities import append_only_tables, compare_entities
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.launch.migrate import alembic_config, migrate
from hengjian.launch.trouble import LaunchRefusedError
from tests.support.cluster import Cluster

SERVICES = list(ServiceName)


def entities(service: ServiceName) -> list[ReplaceableEntity]:
    known: list[ReplaceableEntity] = import_module(f"hengjian.{service}.migrations.entities").ENTITIES
    return known


@pytest_asyncio.fixture
async def owner(owner_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(owner_url)
    yield connection
    await connection.close()


class TestHistories:
    async def test_a_second_time_there_is_nothing_to_do(self, owner_url: str, cluster: Cluster) -> None:
        assert await asyncio.to_thread(migrate, owner_url, cluster.home.role_of) == []

    @pytest.mark.parametrize("service", SERVICES)
    async def test_the_migrations_make_what_the_models_say(self, service: ServiceName, owner_url: str) -> None:
        assert await _compare(owner_url, service) == []

    @pytest.mark.parametrize("service", SERVICES)
    def test_revisions_carry_the_services_name_and_a_date(self, service: ServiceName) -> None:
        for script in ScriptDirectory.from_config(alembic_config(service, "", str)).walk_revisions():
            assert script.revision.startswith(f"{service}_")
            assert script.path.rsplit("/", 1)[1][:4].isdecimal()

    async def test_a_newer_database_is_refused(
        self, owner: asyncpg.Connection, owner_url: str, cluster: Cluster
    ) -> None:
        head = await owner.fetchval("SELECT version_num FROM personnel.alembic_version")
        await owner.execute("UPDATE personnel.alembic_version SET version_num = 'personnel_v1_9999'")
        try:
            with pytest.raises(LaunchRefusedError, match=r"personnel personnel_v1_9999.*newer than this program"):
                await asyncio.to_thread(migrate, owner_url, cluster.home.role_of)
        finally:
            await owner.execute("UPDATE personnel.alembic_version SET version_num = $1", head)

    async def test_waiting_for_a_lock_ends(
        self, owner: asyncpg.Connection, owner_url: str, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(alembic_env, "LOCK_TIMEOUT", "200ms")
        await owner.execute("ALTER TABLE targets.alembic_version RENAME TO set_aside")
        try:
            async with owner.transaction():
                await owner.execute("CREATE TABLE targets.alembic_version (version_num text)")
                with pytest.raises(LaunchRefusedError, match="changed nothing"):
                    await asyncio.to_thread(migrate, owner_url, cluster.home.role_of)
                await owner.execute("DROP TABLE targets.alembic_version")
        finally:
            await owner.execute("ALTER TABLE targets.set_aside RENAME TO alembic_version")

    async def test_a_database_from_before_the_first_release_is_refused(
        self, owner: asyncpg.Connection, owner_url: str, cluster: Cluster
    ) -> None:
        head = await owner.fetchval("SELECT version_num FROM targets.alembic_version")
        await owner.execute("UPDATE targets.alembic_version SET version_num = 'targets_0003'")
        try:
            with pytest.raises(LaunchRefusedError, match="from before the first release and cannot be used"):
                await asyncio.to_thread(migrate, owner_url, cluster.home.role_of)
        finally:
            await owner.execute("UPDATE targets.alembic_version SET version_num = $1", head)

    async def test_a_guard_that_somebody_changed_is_told(self, owner: asyncpg.Connection, owner_url: str) -> None:
        before = await owner.fetchval("SELECT pg_get_functiondef('targets.keep_frozen'::regproc)")
        await owner.execute(before.replace("is frozen", "may change"))
        try:
            assert [type(found).__name__ for found in await _compare(owner_url, ServiceName.TARGETS)] == ["ReplaceOp"]
        finally:
            await owner.execute(before)

    @pytest.mark.parametrize(
        ("table", "column", "changed", "kept"),
        [
            ("appraisal.evaluation_round", "tiers", "SET DEFAULT '[]'", "DROP DEFAULT"),
            ("directory.outbox", "attempts", "SET DEFAULT 1", "SET DEFAULT 0"),
        ],
    )
    async def test_a_default_that_only_one_side_knows_is_told(
        self, owner: asyncpg.Connection, owner_url: str, table: str, column: str, changed: str, kept: str
    ) -> None:
        await owner.execute(f"ALTER TABLE {table} ALTER {column} {changed}")
        try:
            [found] = await _compare(owner_url, ServiceName(table.partition(".")[0]))
            assert [(op.column_name, op.modify_server_default is not False) for op in found.ops] == [(column, True)]
        finally:
            await owner.execute(f"ALTER TABLE {table} ALTER {column} {kept}")

    @pytest.mark.parametrize("service", SERVICES)
    async def test_what_only_grows_cannot_be_changed_by_the_service(
        self, service: ServiceName, settings: dict[ServiceName, ServiceSettings]
    ) -> None:
        connection = await asyncpg.connect(settings[service].database_url)
        try:
            tables = append_only_tables(entities(service))
            assert len(tables) >= 3
            for table in tables:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(f"DELETE FROM {table}")
        finally:
            await connection.close()


async def _compare(owner_url: str, service: ServiceName) -> list[Any]:
    metadata: MetaData = import_module(f"hengjian.{service}.models").metadata
    engine = create_async_engine(owner_url.replace("postgresql://", "postgresql+asyncpg://"))
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_differences, metadata, entities(service))
    finally:
        await engine.dispose()


def _differences(connection: Connection, metadata: MetaData, known: list[ReplaceableEntity]) -> list[Any]:
    schema = str(metadata.schema)
    compare_entities(known, schema)
    context = MigrationContext.configure(connection, opts=alembic_env.comparing_options(schema))
    found = produce_migrations(context, metadata).upgrade_ops
    assert found is not None
    return list(found.ops)


class TestRoles:
    """What politeness would not hold, the database holds."""

    @pytest.mark.parametrize("service", SERVICES)
    async def test_a_service_reads_no_neighbour(
        self, service: ServiceName, settings: dict[ServiceName, ServiceSettings]
    ) -> None:
        connection = await asyncpg.connect(settings[service].database_url)
        try:
            assert await connection.fetchval("SELECT count(*) FROM outbox") == 0
            for other in set(ServiceName) - {service}:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.fetch(f"SELECT * FROM {other}.outbox")
        finally:
            await connection.close()

    @pytest.mark.parametrize("service", SERVICES)
    @pytest.mark.parametrize(
        "statement",
        [
            "CREATE TABLE {}.own (n int)",
            "DROP TABLE {}.outbox",
            "ALTER TABLE {}.audit_log DISABLE TRIGGER append_only",
            "TRUNCATE {}.audit_log",
            "UPDATE {}.audit_log SET actor = 'somebody else'",
            "DELETE FROM {}.audit_seal",
            "CREATE TABLE public.own (n int)",
        ],
    )
    async def test_a_service_writes_rows_and_nothing_else(
        self, service: ServiceName, statement: str, settings: dict[ServiceName, ServiceSettings]
    ) -> None:
        connection = await asyncpg.connect(settings[service].database_url)
        try:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement.format(service))
        finally:
            await connection.close()

    @pytest.mark.parametrize("service", SERVICES)
    async def test_even_the_owner_cannot_rewrite_the_audit_by_plain_sql(
        self, service: ServiceName, owner: asyncpg.Connection
    ) -> None:
        for statement in (f"UPDATE {service}.audit_log SET actor = 'x'", f"TRUNCATE {service}.audit_seal"):
            with pytest.raises(asyncpg.RestrictViolationError, match="append only"):
                await owner.execute(statement)

    async def test_no_role_may_do_more_than_log_in(self, owner: asyncpg.Connection) -> None:
        rows = await owner.fetch(
            """SELECT rolname FROM pg_roles WHERE rolname LIKE 'hengjian%'
               AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication)"""
        )
        assert rows == []
