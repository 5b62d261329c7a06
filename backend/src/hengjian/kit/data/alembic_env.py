"""What the ``env.py`` of every service's Alembic history does: one schema, its own version table, short locks."""

import asyncio
from typing import Any

from alembic import context
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.pool import NullPool

from hengjian.kit.data.database import create_engine

LOCK_TIMEOUT = "5s"
STATEMENT_TIMEOUT = "10min"


def run_migrations(metadata: MetaData) -> None:
    """Migrate the schema of ``metadata`` in the database of the option ``sqlalchemy.url``, as its owner."""
    url = context.config.get_main_option("sqlalchemy.url")
    assert url, "the migration is started with sqlalchemy.url"
    asyncio.run(_run(url, metadata))


def service_role() -> str:
    """In a migration: the role as which the service runs, to take rights from it on tables that only grow."""
    role = context.config.attributes["service_role"]
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

    def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
        return name == schema if kind == "schema" else True

    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table_schema=schema,
        include_schemas=True,
        include_name=is_ours,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
