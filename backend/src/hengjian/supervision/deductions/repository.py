import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    and_,
    case,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import selectinload

from hengjian.kit.data.database import AnySession, ReadSession
from hengjian.kit.data.statements import Row, Statement, is_among
from hengjian.kit.edge.paging import (
    PageRequest,
    Place,
    Slices,
    SortKey,
    Way,
    count_rows,
    fetch_page,
    list_by,
    plain_columns,
    read_page,
)
from hengjian.kit.following.change_queries import Followed
from hengjian.kit.following.changes import FollowedRows, FollowRequest, read_changes, take_step
from hengjian.supervision.deductions.schemas import DeductionOrder
from hengjian.supervision.models import Cadre, Deduction, DeductionRule, DeductionTally, Repeat, Unit
from hengjian.supervision.models.deductions import OCCURRED_MONTH
from hengjian.supervision.queries.deductions import (
    TO_RECHECK,
    TOOK_EFFECT,
    broad_ways,
    is_visible,
    narrow_ways,
    ways_to_see,
)
from hengjian.supervision.queries.tallies import add_up
from hengjian.supervision.schemas import DeductionRow
from hengjian.supervision.sight import Sight
from hengjian.supervision.workflows.deductions import GOES_ON, ON_ITS_WAY, DeductionState

_RECENT, _RULES_COUNTED, _LISTINGS_KEPT = 5, 12, 500
_SHORT = timedelta(days=92)
"""So many days are followed by their months, whatever else is asked."""
ORDERS = {
    order: (SortKey(Deduction.recorded_at, descends), SortKey(Deduction.id, descends))
    for order, descends in ((DeductionOrder.NEWEST, True), (DeductionOrder.OLDEST, False))
}
_LISTED = plain_columns(Deduction.__table__, DeductionRow.model_fields)
_WITH_HISTORY = (
    selectinload(Deduction.steps),
    selectinload(Deduction.objection),
    selectinload(Deduction.judgement),
    selectinload(Deduction.reversal),
    selectinload(Deduction.repeat).joinedload(Repeat.earlier),
)


@dataclass(frozen=True)
class DeductionFilter:
    year: int | None = None
    unit_code: str | None = None
    visit_id: UUID | None = None
    states: tuple[str, ...] | None = None
    rule_code: str | None = None
    category: str | None = None
    is_published: bool | None = None
    recorded_by: str | None = None
    number: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    order: DeductionOrder = DeductionOrder.NEWEST


def _conditions(wanted: DeductionFilter) -> list[ColumnElement[bool]]:
    """What is asked beside unit, days and rule, which have conditions of their own."""
    equal: dict[Any, Any] = {Deduction.visit_id: wanted.visit_id, Deduction.recorded_by: wanted.recorded_by}
    if not _is_by_rule(wanted):
        equal[Deduction.year] = wanted.year or _year_of(wanted.number)
    conditions = [column == value for column, value in equal.items() if value is not None]
    if wanted.is_published is not None:
        published = Deduction.published_at.is_not(None)
        conditions.append(published if wanted.is_published else ~published)
    if wanted.number:
        conditions.append(Deduction.number.startswith(wanted.number.upper(), autoescape=True))
    return conditions


def _is_in_span(wanted: DeductionFilter) -> bool:
    return wanted.from_on is not None or wanted.to_on is not None


def _is_by_rule(wanted: DeductionFilter) -> bool:
    """Days are followed month by month, unless rules lead to fewer: each is of one year, and may be rare in all of
    it."""
    if wanted.rule_code is None and wanted.category is None:
        return False
    return wanted.from_on is None or wanted.to_on is None or wanted.to_on - wanted.from_on > _SHORT


def _year_of(number: str | None) -> int | None:
    """The year that stands in a number: what was recorded in it lies together."""
    match = re.match(r"[A-Z]+-(\d{4})-", number.upper()) if number else None
    return int(match[1]) if match else None


_STATES_OF = {
    TOOK_EFFECT: frozenset({DeductionState.EFFECTIVE, DeductionState.REVOKED}),
    TO_RECHECK: frozenset({DeductionState.NOTIFIED, DeductionState.OBJECTED, DeductionState.REVOKED}),
}
"""In which state is what comes into sight that way; every other way leads to all states."""


def _ways(sight: Sight, wanted: DeductionFilter) -> list[Way]:
    """Each way in which a row may come into the list, so that an index leads to it without what else was recorded."""
    conditions, slices = _conditions(wanted), _slices(wanted)
    broad, narrow = broad_ways(sight), narrow_ways(sight)
    if wanted.visit_id is not None or wanted.recorded_by is not None:
        # That leads to few rows by itself.
        broad, narrow = [], [*broad, *narrow]
    elif wanted.is_published and sight.recorder is not None:
        # What is published is or was in force, and that all inspectors see.
        broad, narrow = [TOOK_EFFECT], []
    ways = [Way(and_(way, *conditions, *_beside_slices(wanted)), slices) for way in _by_state(broad, wanted.states)]
    ways += [Way(and_(way, *conditions, *_of_narrow_way(wanted))) for way in _by_state(narrow, wanted.states)]
    return ways or [Way(false())]


def _by_state(ways: Sequence[ColumnElement[bool]], states: Sequence[str] | None) -> Iterator[ColumnElement[bool]]:
    """Each way for each state that is wanted and lies on it. States are written out: each has an index or a part of
    one."""
    for way in ways:
        if not states:
            yield way
            continue
        for state in sorted(_STATES_OF.get(way, set(DeductionState)).intersection(states)):
            yield and_(way, Deduction.state == literal_column(f"'{DeductionState(state)}'"))


def _beside_slices(wanted: DeductionFilter) -> list[ColumnElement[bool]]:
    """Slices see to the rule or to the days; the other is asked of the rows that they lead to.

    A unit may have a large part of all: it has indexes by month and by rule, as the county has.
    """
    equal: dict[Any, Any] = {Deduction.unit_code: wanted.unit_code}
    if not _is_by_rule(wanted):
        equal |= {Deduction.rule_code: wanted.rule_code, Deduction.category: wanted.category}
    conditions = [column == value for column, value in equal.items() if value is not None]
    return [*conditions, *_days(wanted)] if _is_by_rule(wanted) else conditions


def _of_narrow_way(wanted: DeductionFilter) -> list[ColumnElement[bool]]:
    """Asked of the rows that a narrow way leads to."""
    equal: dict[Any, Any] = {
        Deduction.unit_code: wanted.unit_code,
        Deduction.rule_code: wanted.rule_code,
        Deduction.category: wanted.category,
        Deduction.year: wanted.year if _is_by_rule(wanted) else None,
    }
    conditions = [_disguised(column) == value for column, value in equal.items() if value is not None]
    return [*conditions, *_days(wanted)]


def _days(wanted: DeductionFilter) -> list[ColumnElement[bool]]:
    if not _is_in_span(wanted):
        return []
    return [_disguised(Deduction.occurred_on).between(wanted.from_on or date.min, wanted.to_on or date.max)]


def _disguised(column: Any) -> ColumnElement[Any]:
    """No index on the column is to lead away from the way."""
    return func.coalesce(column, column)


_month = literal_column(OCCURRED_MONTH, Integer)


def _slices(wanted: DeductionFilter) -> Slices | None:
    """A span of days is followed month by month, and a rule or a category by the rules of the years."""
    if not _is_by_rule(wanted):
        return _months(wanted.from_on or date.min, wanted.to_on or date.max) if _is_in_span(wanted) else None
    rules = select(DeductionRule.id)
    equal: dict[Any, Any] = {DeductionRule.code: wanted.rule_code, DeductionRule.category: wanted.category}
    equal[DeductionRule.year] = wanted.year
    rules = rules.where(*(column == value for column, value in equal.items() if value is not None))
    if _is_in_span(wanted):
        # What falls due in January may count for the year before.
        first, last = (wanted.from_on or date.min).year - 1, (wanted.to_on or date.max).year
        rules = rules.where(DeductionRule.year.between(first, last))
    return Slices(Deduction.rule_id, rules.subquery("rules"))


def _months(from_on: date, to_on: date) -> Slices:
    """Days are compared in the first and the last month alone."""
    first, last = _month_number(from_on), _month_number(to_on)
    on_record = [select(end(_month)).select_from(Deduction).scalar_subquery() for end in (func.min, func.max)]
    series = func.generate_series(func.greatest(first, on_record[0]), func.least(last, on_record[1]))
    months = select(series.label("month")).subquery("months")
    is_edge = or_(months.c.month == first, months.c.month == last)
    in_span = Deduction.occurred_on.between(from_on, to_on)
    return Slices(_month, months, case((is_edge, in_span), else_=true()))


def _month_number(day: date) -> int:
    return day.year * 12 + day.month


async def list_deductions(
    session: ReadSession, sight: Sight, page: FollowRequest, wanted: DeductionFilter
) -> FollowedRows[Row]:
    """A page of rows as they are answered; see :class:`DeductionRow` for their shape."""
    step = await take_step(session, page)
    if step.after is None:
        listing, order = _listing(sight, wanted, Place.of(page)), ORDERS[wanted.order]
        await count_rows(session, select(Deduction.id), _ways(sight, wanted), order, page)
        return step.tell(await read_page(session, listing, order, step.page))
    seen = Followed(Deduction, is_visible(sight))
    return await read_changes(session, select(*_LISTED), seen, step, ways=_ways(sight, wanted))


@lru_cache(_LISTINGS_KEPT)
def _listing(sight: Sight, wanted: DeductionFilter, place: Place) -> Statement:
    """The same questions are asked again and again; what differs each time is bound when it runs."""
    return list_by(select(*_LISTED), _ways(sight, wanted), ORDERS[wanted.order], place)


async def get_deduction_with_history(session: AnySession, sight: Sight, deduction_id: UUID) -> Deduction | None:
    statement = select(Deduction).where(Deduction.id == deduction_id, is_visible(sight))
    return await session.scalar(statement.options(*_WITH_HISTORY))


async def find_cadres(session: AnySession, codes: Collection[str]) -> Sequence[Cadre]:
    if not codes:
        return []
    return (await session.scalars(select(Cadre).where(Cadre.code.in_(codes)).order_by(Cadre.code))).all()


async def summarise(session: AnySession, sight: Sight, year: int, class_code: str | None) -> Sequence[Any]:
    """Each unit with its deductions in force and those on their way."""
    lost = _by_unit(add_up(DeductionTally, year=year))
    pending = lost if sight.recorder is None else _pending_in_sight(sight, Deduction.year == year)
    joined = Unit.__table__.outerjoin(lost, lost.c.unit_code == Unit.code)
    if pending is not lost:
        joined = joined.outerjoin(pending, pending.c.unit_code == Unit.code)
    statement = (
        select(
            Unit.code.label("unit_code"),
            Unit.name.label("unit_name"),
            Unit.class_code,
            func.coalesce(lost.c.in_force, 0).label("count"),
            func.coalesce(lost.c.points, 0).label("points"),
            func.coalesce(pending.c.pending, 0).label("pending_count"),
        )
        .select_from(joined)
        .where(Unit.is_active)
        .order_by(Unit.code)
    )
    if not sight.whole_county and sight.recorder is None:
        statement = statement.where(Unit.code.in_(sight.unit_codes))
    if class_code is not None:
        statement = statement.where(Unit.class_code == class_code)
    rows: Sequence[Any] = (await session.execute(statement)).all()
    return rows


def _by_unit(tally: FromClause) -> FromClause:
    sums = (func.sum(tally.c[name]).label(name) for name in ("in_force", "points", "pending"))
    return select(tally.c.unit_code, *sums).group_by(tally.c.unit_code).subquery()


def _pending_in_sight(sight: Sight, *conditions: ColumnElement[bool]) -> FromClause:
    """How many on their way an inspector sees of each unit: what is in force is seen by all, this is not."""
    ways = [
        select(Deduction.id, Deduction.unit_code).where(way, Deduction.state.in_(sorted(ON_ITS_WAY)), *conditions)
        for way in ways_to_see(sight)
        if not ON_ITS_WAY.isdisjoint(_STATES_OF.get(way, ON_ITS_WAY))
    ]
    seen = union(*ways).subquery()
    return select(seen.c.unit_code, func.count().label("pending")).group_by(seen.c.unit_code).subquery()


async def count_by_rule(session: AnySession, deduction: Deduction) -> Sequence[Any]:
    """What else is in force at the unit in that year, rule by rule, the most frequent first.

    Whoever sees a deduction of a unit sees what is in force there.
    """
    lost = add_up(DeductionTally, year=deduction.year, unit_code=deduction.unit_code)
    own = case((lost.c.rule_code == deduction.rule_code, int(deduction.state == DeductionState.EFFECTIVE)), else_=0)
    count, points = lost.c.in_force - own, lost.c.points - own * deduction.points
    statement = (
        select(
            lost.c.rule_code,
            DeductionRule.title.label("rule_title"),
            DeductionRule.title_en.label("rule_title_en"),
            count.label("count"),
            points.label("points"),
        )
        .join(DeductionRule, and_(DeductionRule.year == lost.c.year, DeductionRule.code == lost.c.rule_code))
        .where(count > 0)
        .order_by(count.desc(), points.desc(), lost.c.rule_code)
        .limit(_RULES_COUNTED)
    )
    return (await session.execute(statement)).all()


async def sum_up_year(session: AnySession, sight: Sight, deduction: Deduction) -> Any:
    """What else the unit lost in that year, and what of it is on its way."""
    lost = _by_unit(add_up(DeductionTally, year=deduction.year, unit_code=deduction.unit_code))
    own_pending = int(deduction.state in ON_ITS_WAY)
    in_force = int(deduction.state == DeductionState.EFFECTIVE)
    if sight.recorder is None or deduction.unit_code in sight.unit_codes:
        pending: ColumnElement[Any] = func.coalesce(func.sum(lost.c.pending), 0) - own_pending
    else:
        of_unit = Deduction.unit_code == deduction.unit_code, Deduction.year == deduction.year
        mine = _pending_in_sight(sight, *of_unit, Deduction.id != deduction.id)
        pending = func.coalesce(select(mine.c.pending).scalar_subquery(), 0)
    statement = select(
        (func.coalesce(func.sum(lost.c.in_force), 0) - in_force).label("count"),
        (func.coalesce(func.sum(lost.c.points), 0) - in_force * deduction.points).label("points"),
        pending.label("pending_count"),
    )
    return (await session.execute(statement)).one()


def _others_of_unit(deduction: Deduction) -> tuple[ColumnElement[bool], ...]:
    same_unit_and_year = (Deduction.unit_code == deduction.unit_code, Deduction.year == deduction.year)
    return (*same_unit_and_year, Deduction.id != deduction.id)


_LATEST = (
    SortKey(Deduction.occurred_on, descending=True),
    SortKey(Deduction.occurred_at, descending=True),
    SortKey(Deduction.id, descending=True),
)
"""By the day first, as the indexes have it; the day follows from the moment, so it changes no order."""


async def list_recent(session: AnySession, sight: Sight, deduction: Deduction) -> Sequence[Deduction]:
    ways = [Way(and_(way, *_others_of_unit(deduction))) for way in ways_to_see(sight)]
    first = PageRequest(None, _RECENT, "")
    return (await fetch_page(session, select(Deduction), _LATEST, first, ways=ways)).items


async def find_last_same_rule(session: AnySession, sight: Sight, deduction: Deduction) -> Deduction | None:
    earlier = (
        *_others_of_unit(deduction),
        Deduction.rule_code == deduction.rule_code,
        ~is_among(Deduction.state, [DeductionState.RETURNED, DeductionState.MERGED]),
        Deduction.occurred_on <= deduction.occurred_on,
        Deduction.occurred_at <= deduction.occurred_at,
    )
    ways = [Way(and_(way, *earlier)) for way in ways_to_see(sight)]
    first = PageRequest(None, 1, "")
    return next(iter((await fetch_page(session, select(Deduction), _LATEST, first, ways=ways)).items), None)


async def find_correction(session: AnySession, deduction_id: UUID) -> Deduction | None:
    return await session.scalar(select(Deduction).where(Deduction.corrects_id == deduction_id))


async def get_corrected(session: AnySession, deduction: Deduction) -> Deduction | None:
    """The revoked one in whose place this one stands."""
    return None if deduction.corrects_id is None else await session.get_one(Deduction, deduction.corrects_id)


async def list_nearby(session: AnySession, deduction: Deduction, near: timedelta, limit: int) -> Sequence[Deduction]:
    """Others of the same unit that go on and happened within these days, the nearest in time first.

    For those who decide, and see the whole county.
    """
    statement = (
        select(Deduction)
        .where(
            Deduction.unit_code == deduction.unit_code,
            # What falls due in January may count for the year before.
            Deduction.year.in_([deduction.year - 1, deduction.year, deduction.year + 1]),
            Deduction.id != deduction.id,
            Deduction.state.in_(sorted(GOES_ON)),
            Deduction.occurred_on.between(deduction.occurred_on - near, deduction.occurred_on + near),
        )
        .order_by(func.abs(func.extract("epoch", Deduction.occurred_at - deduction.occurred_at)), Deduction.id)
        .limit(limit)
    )
    return (await session.scalars(statement)).all()
