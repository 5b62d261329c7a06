"""Insert or replace, in one way."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import FromClause, Table
from sqlalchemy.dialects.postgresql import Insert, insert

from hengjian.kit.data.database import WriteSession


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
        statement = _statement(table, tuple(by), frozenset(rows[0]) - frozenset(keeping))
        await session.execute(statement, rows)


@cache
def _statement(table: Table, by: tuple[str, ...], replaced: frozenset[str]) -> Insert:
    statement = insert(table)
    keys = by or tuple(column.name for column in table.primary_key)
    changed = {name: statement.excluded[name] for name in sorted(replaced.difference(keys))}
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=keys)
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
