from collections.abc import Mapping

import asyncpg
from sqlalchemy import Integer, Text, bindparam, column, func, select
from sqlalchemy.dialects.postgresql import ARRAY, insert

from hengjian.kit.data.statements import Statement
from hengjian.supervision.models import NumberSeries

_wanted = (
    func.unnest(bindparam("years", type_=ARRAY(Integer)), bindparam("counts", type_=ARRAY(Integer)))
    .table_valued(column("year", Integer), column("count", Integer))
    .render_derived("wanted")
)
_insert = insert(NumberSeries).from_select(
    ["kind", "year", "last"],
    select(bindparam("kind", type_=Text), _wanted.c.year, _wanted.c.count).order_by(_wanted.c.year),
)
_TAKE = Statement(
    _insert.on_conflict_do_update(
        index_elements=["kind", "year"], set_={"last": NumberSeries.last + _insert.excluded.last}
    ).returning(NumberSeries.year, NumberSeries.last)
)


async def take_serials(connection: asyncpg.Connection, kind: str, counts: Mapping[int, int]) -> dict[int, int]:
    """So many serials of each year, without holes; the answer names the first of each.

    Others who want one wait until this transaction ends, so take them last, and only what is used.
    """
    taken = await _TAKE.fetch(connection, {"kind": kind, "years": list(counts), "counts": list(counts.values())})
    return {row.year: row.last - counts[row.year] + 1 for row in taken}
