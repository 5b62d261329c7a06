"""Insert or replace, in one way."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import FromClause, Table, bindparam
from sqlalchemy.dialects.postgresql import insert

from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.statements import Statement


async def upsert(
    session: WriteSession,
    table: FromClause,
    rows: Sequence[Mapping[str, Any]],
    *,
    keeping: Collection[str] = (),
    by: Sequence[str] = (),
) -> None:
    """Insert rows, or replace those with the same key: the primary key, or the unique columns named by ``by``.

    Every row names the same columns; those in ``keeping`` and those that no row names stay as they were.
    """
    assert isinstance(table, Table)
    if rows:
        statement = _statement(table, tuple(by), frozenset(rows[0]), frozenset(keeping))
        given = [{f"given_{name}": value for name, value in row.items()} for row in rows]
        await statement.execute_each(await session.driver_connection(), given)


@cache
def _statement(table: Table, by: tuple[str, ...], names: frozenset[str], keeping: frozenset[str]) -> Statement:
    statement = insert(table).values({name: bindparam(f"given_{name}", type_=table.c[name].type) for name in names})
    keys = by or tuple(column.name for column in table.primary_key)
    changed = {name: statement.excluded[name] for name in sorted(names.difference(keys, keeping))}
    if not changed:
        return Statement(statement.on_conflict_do_nothing(index_elements=keys))
    return Statement(statement.on_conflict_do_update(index_elements=keys, set_=changed))
