"""What the ``env.py`` of every service's Alembic history does: one schema, its own version table, short locks."""

import asyncio
from collections.abc import Sequence
from typing import Any

from alembic import context
from alembic_utils.replaceable_entity import ReplaceableEntity
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.pool import NullPool

from hengjian.kit.data.database import create_engine
from hengjian.kit.migrating.entities import compare_entities

LOCK_TIMEOUT = "5s"
STATEMENT_TIMEOUT = "10min"


def run_migrations(metadata: MetaData, entities: Sequence[ReplaceableEntity]) -> None:
    """Migrate the schema of ``metadata`` in the database of the option ``sqlalchemy.url``, as its owner.

    ``entities`` are the functions and triggers with which autogenerate compares those of the database.
    """
    compare_entities(entities, str(metadata.schema))
    url = context.config.get_main_option("sqlalchemy.url")
    assert url, "the migration is started with sqlalchemy.url"
    asyncio.run(_run(url, metadata))


def comparing_options(schema: str) -> dict[str, Any]:
    """What Alembic looks at: one schema, its tables, functions and triggers, and nothing of the neighbours'.

    PgQueuer's own tables are compared by PgQueuer, in a test.
    """

    def is_our_name(name: str | None, kind: str, _parents: Any) -> bool:
        if kind == "schema":
            return name == schema
        return kind != "table" or not str(name).startswith("pgqueuer")

    def is_our_object(found: Any, _name: str | None, kind: str, _reflected: bool, _against: Any) -> bool:
        return kind == "column" or getattr(found, "schema", schema) == schema

    return {
        "version_table_schema": schema,
        "include_schemas": True,
        "include_name": is_our_name,
        "include_object": is_our_object,
        "compare_type": True,
        "compare_server_default": True,
    }


def service_role() -> str:
    """In a migration: the role as which the service runs, to take rights from it on tables that only grow."""
    return _role("service_role")


def sealing_role() -> str:
    """In a migration: the role as which audit rows are sealed."""
    return _role("sealing_role")


def _role(name: str) -> str:
    role = context.config.attributes[name]
    assert isinstance(role, str)
    return role


async def _run(url: str, metadata: MetaData) -> None:
    engine = create_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_migrate, metadata)
            await connection.commit()
    finally:
        await engine.dispose()


def _migrate(connection: Connection, metadata: MetaData) -> None:
    schema = metadata.schema
    assert schema is not None
    connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'"))

    context.configure(connection=connection, target_metadata=metadata, **comparing_options(schema))
    with context.begin_transaction():
        context.run_migrations()
