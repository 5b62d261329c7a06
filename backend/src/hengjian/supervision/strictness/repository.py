from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from hengjian.kit.data.database import AnySession
from hengjian.supervision.models import DeductionTally, RecorderTally, Unit, VisitTally
from hengjian.supervision.queries.tallies import add_up


async def count_by_inspector(session: AnySession, year: int) -> Sequence[Any]:
    """Of people who recorded themselves; what the system proposed or others imported is nobody's strictness."""
    paid = add_up(VisitTally, year=year)
    visits = (
        select(
            paid.c.recorded_by,
            func.max(paid.c.recorded_by_name).label("name"),
            func.sum(paid.c.visits).label("visits"),
        )
        .group_by(paid.c.recorded_by)
        .subquery()
    )
    tally = add_up(RecorderTally, year=year)
    counts = (func.sum(tally.c[name]).label(name) for name in _COUNTS)
    records = (
        select(tally.c.recorded_by, func.max(tally.c.recorded_by_name).label("name"), *counts)
        .group_by(tally.c.recorded_by)
        .subquery()
    )
    statement = (
        select(
            func.coalesce(records.c.recorded_by, visits.c.recorded_by).label("account_id"),
            func.coalesce(records.c.name, visits.c.name).label("name"),
            *(
                func.coalesce(column, 0).label(column.name)
                for column in (visits.c.visits, *(records.c[name] for name in _COUNTS))
            ),
        )
        .select_from(records.join(visits, visits.c.recorded_by == records.c.recorded_by, full=True))
        .order_by("name", "account_id")
    )
    return (await session.execute(statement)).all()


_COUNTS = ("records", "decided", "upheld", "in_force", "points")


async def count_by_class(session: AnySession, year: int) -> Sequence[Any]:
    """Of units in service, by the class in which they are now."""
    tally = add_up(DeductionTally, year=year)
    deducted = (
        select(
            tally.c.unit_code,
            func.sum(tally.c.in_force).label("in_force"),
            func.sum(tally.c.points).label("points"),
        )
        .group_by(tally.c.unit_code)
        .subquery()
    )
    paid = add_up(VisitTally, year=year)
    visited = select(paid.c.unit_code, func.sum(paid.c.visits).label("visits")).group_by(paid.c.unit_code).subquery()
    statement = (
        select(
            Unit.class_code,
            func.count().label("units"),
            func.coalesce(func.sum(visited.c.visits), 0).label("visits"),
            func.coalesce(func.sum(deducted.c.in_force), 0).label("in_force"),
            func.coalesce(func.sum(deducted.c.points), 0).label("points"),
        )
        .outerjoin(deducted, deducted.c.unit_code == Unit.code)
        .outerjoin(visited, visited.c.unit_code == Unit.code)
        .where(Unit.is_active, Unit.class_code.is_not(None))
        .group_by(Unit.class_code)
        .order_by(Unit.class_code)
    )
    return (await session.execute(statement)).all()
