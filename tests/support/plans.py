"""Plans of the statements that a request runs, as the database makes them once it has seen the statement often."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from sqlalchemy import event

from hengjian.kit.data.database import Database

CUSTOM_PLANS = 5
"""So often a prepared statement is planned for its values; then the database may keep one plan for all values."""


@dataclass(frozen=True)
class Statement:
    sql: str
    values: tuple[Any, ...]


@contextmanager
def overhear(database: Database) -> Iterator[list[Statement]]:
    """What is read while this is open."""
    heard: list[Statement] = []

    def listen(_connection: Any, _cursor: Any, sql: str, values: Any, *_: Any) -> None:
        heard.append(Statement(sql, tuple(values)))

    engine = database._reading.sync_engine
    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield heard
    finally:
        event.remove(engine, "before_cursor_execute", listen)


def _write(value: Any) -> str:
    match value:
        case None:
            return "NULL"
        case bool() | int() | Decimal():
            return str(value)
        case str() | UUID() | datetime() | date():
            return "'" + str(value).replace("'", "''") + "'"
        case list() | tuple():
            return "'{" + ",".join('"' + str(one) + '"' for one in value) + "}'"
    raise TypeError(type(value).__name__)


async def explain(connection: asyncpg.Connection, statement: Statement) -> dict[str, Any]:
    """The plan with what it did, after the statement was run as often as a busy connection runs it."""
    await connection.execute(f"PREPARE overheard AS {statement.sql}")
    try:
        given = ", ".join(map(_write, statement.values))
        execute = f"EXECUTE overheard({given})" if given else "EXECUTE overheard"
        for _ in range(CUSTOM_PLANS):
            await connection.execute(execute)
        told = await connection.fetchval(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {execute}")
    finally:
        await connection.execute("DEALLOCATE overheard")
    [root] = orjson.loads(told)
    plan: dict[str, Any] = root["Plan"]
    return plan


def nodes_of(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes_of(child)
