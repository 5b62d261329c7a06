"""What the database knows of changes, and what of them a caller may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Table,
    Text,
    and_,
    any_,
    bindparam,
    cast,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB, OID
from sqlalchemy.sql.util import ClauseAdapter

from hengjian.kit.changes.marks import Progress
from hengjian.kit.data.database import AnySession
from hengjian.kit.data.statements import Row, Statement
from hengjian.kit.edge.paging import Way

_DATABASES = table("pg_database", column("oid", OID), column("datname", Text), schema="pg_catalog")


@dataclass(frozen=True)
class Followed:
    """Whose records a list holds, which of them the caller may see, and what names one where not its id."""

    entity: Any
    visible: ColumnElement[bool]
    key: Any = None

    @property
    def name(self) -> ColumnElement[str]:
        return cast(self.entity.id if self.key is None else self.key, Text)


async def read_progress(session: AnySession) -> Progress:
    """The incarnation is another one after a restore of whatever kind: into another cluster or database, or up to a
    moment in the past, which begins another timeline."""
    state = session.database.table("change_state")
    cluster = func.pg_control_system().table_valued(column("system_identifier", BigInteger))
    checkpoint = func.pg_control_checkpoint().table_valued(column("timeline_id", Integer))
    database = select(_DATABASES.c.oid).where(_DATABASES.c.datname == func.current_database())
    [row] = await session.fetch(
        Statement(
            select(
                state.c.incarnation,
                state.c.last_number,
                state.c.swept_number,
                cluster.c.system_identifier,
                checkpoint.c.timeline_id,
                cast(database.scalar_subquery(), BigInteger).label("database"),
            ).select_from(state.join(cluster, true()).join(checkpoint, true()))
        )
    )
    said = f"{row.incarnation} {row.system_identifier} {row.timeline_id} {row.database}"
    return Progress(sha256(said.encode()).hexdigest()[:16], row.last_number, row.swept_number)


async def list_changed(session: AnySession, entity: Any, after: int, until: int, limit: int) -> list[Row]:
    """Names and numbers, in the order of the numbers."""
    change = session.database.table("change")
    statement = (
        select(change.c.object_id, change.c.number)
        .where(
            change.c.object_type == literal_column(f"'{entity.__tablename__}'"),
            change.c.number > bindparam("after", type_=BigInteger),
            change.c.number <= bindparam("until", type_=BigInteger),
        )
        .order_by(change.c.number)
        .limit(limit)
    )
    return await session.fetch(Statement(statement), {"after": after, "until": until})


async def find_rows(
    session: AnySession, statement: Select[Any], followed: Followed, names: Sequence[str], ways: Sequence[Way]
) -> dict[str, Row]:
    """Those of the names that the statement and one of the ways lead to."""
    found = statement.add_columns(followed.name.label("record_name")).where(_is_named(followed))
    if ways:
        found = found.where(or_(*(_is_on(way) for way in ways)))
    rows = await session.fetch(Statement(found), {"names": list(names)})
    return {row.pop("record_name"): row for row in rows}


async def find_gone(session: AnySession, followed: Followed, names: Sequence[str]) -> list[str]:
    """Those of the names that are to be told: seen and not asked for, deleted, or seen before and no longer."""
    if not names:
        return []
    told: list[ColumnElement[Any]] = [followed.name.label("record_name"), followed.visible.label("is_seen")]
    standing = select(*told).select_from(followed.entity)
    rows = await session.fetch(Statement(standing.where(_is_named(followed))), {"names": list(names)})
    unseen = {row.record_name for row in rows if not row.is_seen}
    if unseen:
        unseen -= await _find_once_seen(session, followed, sorted(unseen))
    return [name for name in names if name not in unseen]


async def _find_once_seen(session: AnySession, followed: Followed, names: Sequence[str]) -> set[str]:
    """By what stood in the record before, as far as it decides who sees it."""
    change = session.database.table("change")
    stored: Table = followed.entity.__table__
    was = func.jsonb_array_elements(change.c.was).table_valued(column("value", JSONB)).render_derived()
    populated = func.jsonb_populate_record(literal_column(f"NULL::{stored.fullname}"), was.c.value)
    before = populated.table_valued(*(column(one.name, one.type) for one in stored.columns))
    adapter = ClauseAdapter(before, adapt_on_names=True, include_fn=partial(_is_of, stored))
    statement = (
        select(change.c.object_id)
        .select_from(change.join(was, true()).join(before, true()))
        .where(
            change.c.object_type == literal_column(f"'{stored.name}'"),
            change.c.object_id == any_(bindparam("names", type_=ARRAY(Text))),
            adapter.traverse(followed.visible),
        )
    )
    return {row.object_id for row in await session.fetch(Statement(statement), {"names": list(names)})}


def _is_of(stored: Table, element: Any) -> bool:
    return getattr(getattr(element, "table", None), "name", None) == stored.name


def _is_named(followed: Followed) -> ColumnElement[bool]:
    """By the key's own type, so that its index leads there."""
    key = followed.entity.id if followed.key is None else followed.key
    is_named: ColumnElement[bool] = key == any_(cast(bindparam("names", type_=ARRAY(Text)), ARRAY(key.type)))
    return is_named


def _is_on(way: Way) -> ColumnElement[bool]:
    if way.slices is None:
        return way.condition
    [value] = way.slices.values.c
    piece = select(value).where(way.slices.column == value, way.slices.condition)
    return and_(way.condition, exists(piece.correlate_except(way.slices.values)))
