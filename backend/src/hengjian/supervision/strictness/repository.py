from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, select

from hengjian.kit.data.database import AnySession
from hengjian.supervision.models import Deduction, Judgement, Repeat, Unit, Visit

_STANDS = Deduction.state == "effective"
_DECIDED = Deduction.state.in_(["effective", "returned", "revoked"])
_AS_RECORDED = func.least(Deduction.points, Repeat.points_before)
"""What a repeat weighs more by rule is not the inspector's strictness."""

_UNCHANGED = and_(_STANDS, func.coalesce(Judgement.points_after == Judgement.points_before, True))


async def count_by_inspector(session: AnySession, year: int) -> Sequence[Any]:
    """Of people who recorded themselves; what the system proposed or others imported is nobody's strictness."""
    visits = (
        select(Visit.recorded_by, func.max(Visit.recorded_by_name).label("name"), func.count().label("visits"))
        .where(Visit.year == year)
        .group_by(Visit.recorded_by)
        .subquery()
    )
    records = (
        select(
            Deduction.recorded_by,
            func.max(Deduction.recorded_by_name).label("name"),
            func.count().label("records"),
            func.count().filter(_DECIDED).label("decided"),
            func.count().filter(_UNCHANGED).label("upheld"),
            func.count().filter(_STANDS).label("in_force"),
            func.coalesce(func.sum(_AS_RECORDED).filter(_STANDS), 0).label("points"),
        )
        .outerjoin(Judgement, Judgement.deduction_id == Deduction.id)
        .outerjoin(Repeat, Repeat.deduction_id == Deduction.id)
        .where(Deduction.year == year, Deduction.source == "person", Deduction.corrects_id.is_(None))
        .group_by(Deduction.recorded_by)
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
    deducted = (
        select(
            Deduction.unit_code,
            func.count().label("in_force"),
            func.sum(Deduction.points).label("points"),
        )
        .where(Deduction.year == year, _STANDS)
        .group_by(Deduction.unit_code)
        .subquery()
    )
    visited = (
        select(Visit.unit_code, func.count().label("visits"))
        .where(Visit.year == year)
        .group_by(Visit.unit_code)
        .subquery()
    )
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
