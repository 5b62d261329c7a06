"""What was added up of deductions: sums that are exact at every moment, and putting differences into them."""

from typing import Any

from sqlalchemy import FromClause, Select, delete, func, select, union_all
from sqlalchemy.dialects.postgresql import insert

from hengjian.kit.data.database import WriteSession
from hengjian.supervision.models import (
    BulletinTally,
    BulletinTallyChange,
    DeductionTally,
    DeductionTallyChange,
    RecorderTally,
    RecorderTallyChange,
    VisitTally,
    VisitTallyChange,
)

Tally = type[DeductionTally] | type[RecorderTally] | type[VisitTally] | type[BulletinTally]
_Change = type[DeductionTallyChange] | type[RecorderTallyChange] | type[VisitTallyChange] | type[BulletinTallyChange]
_CHANGES: dict[Tally, _Change] = {
    DeductionTally: DeductionTallyChange,
    RecorderTally: RecorderTallyChange,
    VisitTally: VisitTallyChange,
    BulletinTally: BulletinTallyChange,
}
TALLIES: tuple[Tally, ...] = tuple(_CHANGES)


def _names(tally: Tally) -> tuple[list[str], list[str]]:
    """Keys and counts."""
    columns = tally.__table__.columns
    return [c.name for c in columns if c.primary_key], [c.name for c in columns if not c.primary_key]


def add_up(tally: Tally, **wanted: Any) -> FromClause:
    """The sums by key of the rows with these keys: what was put together so far, and the differences since."""
    keys, counts = _names(tally)

    def rows_of(table: FromClause) -> Select[Any]:
        narrowed = (table.c[name] == value for name, value in wanted.items())
        return select(*(table.c[name] for name in [*keys, *counts])).where(*narrowed)

    rows = union_all(rows_of(tally.__table__), rows_of(_CHANGES[tally].__table__)).subquery()
    sums = (func.sum(rows.c[name]).label(name) for name in counts)
    return select(*(rows.c[name] for name in keys), *sums).group_by(*(rows.c[name] for name in keys)).subquery()


async def put_together(session: WriteSession, tally: Tally) -> None:
    """Add the differences that have come in to the sums."""
    keys, counts = _names(tally)
    gone = delete(_CHANGES[tally]).returning(*_CHANGES[tally].__table__.columns).cte("gone")
    sums = (func.sum(gone.c[name]).label(name) for name in counts)
    fresh = select(*(gone.c[name] for name in keys), *sums).group_by(*(gone.c[name] for name in keys))
    statement = insert(tally).from_select([*keys, *counts], fresh.order_by(*(gone.c[name] for name in keys)))
    added = {name: tally.__table__.c[name] + statement.excluded[name] for name in counts}
    await session.execute(statement.on_conflict_do_update(index_elements=keys, set_=added))
