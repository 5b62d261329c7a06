"""Rows written by one statement, each with its audit row: how records come in, whether one or a thousand.

A row whose id stands already is left out, with its audit row; whoever made the id tells a repeat from another record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy import (
    CTE,
    Insert,
    Integer,
    Table,
    Text,
    Update,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB, insert

from hengjian.audit.recording import Actor
from hengjian.kit.data.statements import Parameters, Row, Statement

_SAID = ("actor", "actor_name", "address", "request_id", "action", "object_id")


@dataclass(frozen=True)
class AuditedRow:
    """``values`` is the row as the audit shows it; ``unaudited`` are further columns, of which it says nothing."""

    actor: Actor
    values: Mapping[str, Any]
    unaudited: Mapping[str, Any]


@dataclass(frozen=True)
class Insertion:
    """Which columns the rows name; of the ``unaudited`` ones the audit says nothing."""

    table: Table
    names: Sequence[str]
    unaudited: Sequence[str]


class AuditedInsert:
    """The statement for rows of one table that name the same columns.

    ``further`` are changes that are made with it, in the same trip, by parameters of their own.
    """

    def __init__(self, insertion: Insertion, further: Mapping[str, Insert | Update] | None = None) -> None:
        table, given = insertion.table, _given()
        written = _written(table, [*insertion.names, *insertion.unaudited], given)
        changes = {name: change.cte(name) for name, change in (further or {}).items()}
        audited = _audited(table, given, written).cte("audited")
        counted = [_count(cte).label(name) for name, cte in {"written": written, **changes}.items()]
        self._statement = Statement(select(*counted).add_cte(audited))

    async def run(
        self, connection: asyncpg.Connection, rows: Sequence[AuditedRow], parameters: Parameters | None = None
    ) -> Row:
        """How many rows were ``written``, and how many by each further change."""
        given = [
            {
                "place": place,
                "row": row.values,
                "unaudited": {name: _plain(value) for name, value in row.unaudited.items()},
                "actor": row.actor.subject,
                "actor_name": row.actor.name,
                "address": row.actor.address,
                "request_id": row.actor.request_id,
                "action": row.actor.action,
                "object_id": row.values["id"],
            }
            for place, row in enumerate(rows)
        ]
        [counts] = await self._statement.fetch(connection, {"given": given, **(parameters or {})})
        return counts


def _plain(value: Any) -> Any:
    """Bytes within JSON as PostgreSQL reads them."""
    return f"\\x{value.hex()}" if isinstance(value, bytes) else value


def _given() -> CTE:
    columns = (
        column("place", Integer),
        column("row", JSONB),
        column("unaudited", JSONB),
        *(column(name, Text) for name in _SAID),
    )
    rows = func.jsonb_to_recordset(bindparam("given", type_=JSONB)).table_valued(*columns)
    return select(rows.render_derived("rows", with_types=True)).cte("given")


def _written(table: Table, names: Sequence[str], given: CTE) -> CTE:
    """In the order of the ids, so that two writers with the same rows cannot wait for each other."""
    record = func.jsonb_to_record(given.c.row.op("||")(given.c.unaudited)).table_valued(
        *(column(name, table.c[name].type) for name in names)
    )
    row = record.render_derived("record", with_types=True)
    rows = select(*(row.c[name] for name in names)).select_from(given.join(row, true())).order_by(row.c.id)
    inserted = insert(table).from_select(list(names), rows, include_defaults=False)
    return inserted.on_conflict_do_nothing(index_elements=["id"]).returning(table.c.id).cte("written")


def _audited(table: Table, given: CTE, written: CTE) -> Insert:
    """In the order in which the rows were given."""
    audit_log = table.metadata.tables[f"{table.schema}.audit_log"]
    object_type = literal_column(f"'{table.name}'", Text)
    rows = (
        select(*(given.c[name] for name in _SAID), object_type, given.c.row)
        .select_from(given.join(written, cast(written.c.id, Text) == given.c.object_id))
        .order_by(given.c.place)
    )
    return audit_log.insert().from_select([*_SAID, "object_type", "after"], rows, include_defaults=False)


def _count(cte: CTE) -> Any:
    return select(func.count()).select_from(cte).scalar_subquery()
