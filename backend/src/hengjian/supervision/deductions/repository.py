from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Text, and_, func, literal_column, select
from sqlalchemy.orm import selectinload

from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page
from hengjian.supervision.deductions.schemas import DeductionOrder
from hengjian.supervision.models import Cadre, Deduction, Repeat, Unit
from hengjian.supervision.queries.deductions import is_visible
from hengjian.supervision.schemas import DeductionRow
from hengjian.supervision.sight import Sight
from hengjian.supervision.workflows.deductions import GOES_ON, ON_ITS_WAY, DeductionState

_RECENT, _RULES_COUNTED = 5, 12
_NEWEST_FIRST = (SortKey(Deduction.recorded_at, descending=True), SortKey(Deduction.id, descending=True))
_OLDEST_FIRST = (SortKey(Deduction.recorded_at), SortKey(Deduction.id))
ORDERS = {DeductionOrder.NEWEST: _NEWEST_FIRST, DeductionOrder.OLDEST: _OLDEST_FIRST}
_ROW_NAMES = tuple(DeductionRow.model_fields)
_AS_TEXT = {"points_each", "factor", "points"}
_WITH_HISTORY = (
    selectinload(Deduction.steps),
    selectinload(Deduction.objection),
    selectinload(Deduction.judgement),
    selectinload(Deduction.reversal),
    selectinload(Deduction.repeat).joinedload(Repeat.earlier),
)


def _row_as_json() -> ColumnElement[str]:
    """A list's row, written as JSON by the database; decimals as strings."""
    columns = {name: f"deduction.{name}::text" if name in _AS_TEXT else f"deduction.{name}" for name in _ROW_NAMES}
    parts = ", ".join(f"'{name}', {column}" for name, column in columns.items())
    return literal_column(f"json_build_object({parts})::text", Text)


_ROW = _row_as_json()


@dataclass(frozen=True)
class DeductionFilter:
    year: int | None = None
    unit_code: str | None = None
    visit_id: UUID | None = None
    states: Sequence[str] | None = None
    rule_code: str | None = None
    category: str | None = None
    is_published: bool | None = None
    recorded_by: str | None = None
    number: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    order: DeductionOrder = DeductionOrder.NEWEST


def _filtered(statement: Select[Any], wanted: DeductionFilter, updated_since: datetime | None) -> Select[Any]:
    equal = {
        Deduction.year: wanted.year,
        Deduction.unit_code: wanted.unit_code,
        Deduction.visit_id: wanted.visit_id,
        Deduction.rule_code: wanted.rule_code,
        Deduction.category: wanted.category,
        Deduction.recorded_by: wanted.recorded_by,
    }
    statement = statement.where(*(column == value for column, value in equal.items() if value is not None))
    if wanted.states:
        statement = statement.where(Deduction.state.in_(wanted.states))
    if wanted.is_published is not None:
        published = Deduction.published_at.is_not(None)
        statement = statement.where(published if wanted.is_published else ~published)
    if wanted.number:
        statement = statement.where(Deduction.number.startswith(wanted.number.upper(), autoescape=True))
    if wanted.from_on is not None:
        statement = statement.where(Deduction.occurred_on >= wanted.from_on)
    if wanted.to_on is not None:
        statement = statement.where(Deduction.occurred_on <= wanted.to_on)
    if updated_since is not None:
        statement = statement.where(Deduction.updated_at >= updated_since)
    return statement


async def list_deductions(session: AnySession, sight: Sight, page: PageRequest, wanted: DeductionFilter) -> Rows[str]:
    """A page of rows that are JSON already; see :class:`DeductionRow` for their shape."""
    statement = _filtered(select(_ROW).where(is_visible(sight)), wanted, page.updated_since)
    return await fetch_page(session, statement, ORDERS[wanted.order], page)


async def get_deduction_with_history(session: AnySession, sight: Sight, deduction_id: UUID) -> Deduction | None:
    statement = select(Deduction).where(Deduction.id == deduction_id, is_visible(sight))
    return await session.scalar(statement.options(*_WITH_HISTORY))


async def find_cadres(session: AnySession, codes: Collection[str]) -> Sequence[Cadre]:
    if not codes:
        return []
    return (await session.scalars(select(Cadre).where(Cadre.code.in_(codes)).order_by(Cadre.code))).all()


async def summarise(session: AnySession, sight: Sight, year: int, class_code: str | None) -> Sequence[Any]:
    """Each unit with its deductions in force and those on their way."""
    in_force = Deduction.state == DeductionState.EFFECTIVE
    pending = Deduction.state.in_(ON_ITS_WAY)
    statement = (
        select(
            Unit.code.label("unit_code"),
            Unit.name.label("unit_name"),
            Unit.class_code,
            func.count().filter(in_force).label("count"),
            func.coalesce(func.sum(Deduction.points).filter(in_force), 0).label("points"),
            func.count().filter(pending).label("pending_count"),
        )
        .select_from(Unit)
        .outerjoin(Deduction, and_(Deduction.unit_code == Unit.code, Deduction.year == year, is_visible(sight)))
        .where(Unit.is_active)
        .group_by(Unit.code)
        .order_by(Unit.code)
    )
    if not sight.whole_county and sight.recorder is None:
        statement = statement.where(Unit.code.in_(sight.unit_codes))
    if class_code is not None:
        statement = statement.where(Unit.class_code == class_code)
    return (await session.execute(statement)).all()


def _of_the_unit_this_year(sight: Sight, deduction: Deduction) -> tuple[ColumnElement[bool], ...]:
    same_unit_and_year = (Deduction.unit_code == deduction.unit_code, Deduction.year == deduction.year)
    return (*same_unit_and_year, Deduction.id != deduction.id, is_visible(sight))


async def count_by_rule(session: AnySession, sight: Sight, deduction: Deduction) -> Sequence[Any]:
    """What else is in force at the unit in that year, rule by rule, the most frequent first."""
    count, points = func.count(), func.sum(Deduction.points)
    statement = (
        select(
            Deduction.rule_code,
            func.max(Deduction.rule_title).label("rule_title"),
            func.max(Deduction.rule_title_en).label("rule_title_en"),
            count.label("count"),
            points.label("points"),
        )
        .where(*_of_the_unit_this_year(sight, deduction), Deduction.state == DeductionState.EFFECTIVE)
        .group_by(Deduction.rule_code)
        .order_by(count.desc(), points.desc(), Deduction.rule_code)
        .limit(_RULES_COUNTED)
    )
    return (await session.execute(statement)).all()


async def sum_up_year(session: AnySession, sight: Sight, deduction: Deduction) -> Any:
    in_force, pending = Deduction.state == DeductionState.EFFECTIVE, Deduction.state.in_(ON_ITS_WAY)
    statement = select(
        func.count().filter(in_force).label("count"),
        func.coalesce(func.sum(Deduction.points).filter(in_force), 0).label("points"),
        func.count().filter(pending).label("pending_count"),
    ).where(*_of_the_unit_this_year(sight, deduction))
    return (await session.execute(statement)).one()


async def list_recent(session: AnySession, sight: Sight, deduction: Deduction) -> Sequence[Deduction]:
    statement = select(Deduction).where(*_of_the_unit_this_year(sight, deduction))
    statement = statement.order_by(Deduction.occurred_at.desc(), Deduction.id.desc()).limit(_RECENT)
    return (await session.scalars(statement)).all()


async def find_last_same_rule(session: AnySession, sight: Sight, deduction: Deduction) -> Deduction | None:
    statement = (
        select(Deduction)
        .where(
            *_of_the_unit_this_year(sight, deduction),
            Deduction.rule_code == deduction.rule_code,
            Deduction.state.not_in([DeductionState.RETURNED, DeductionState.MERGED]),
            Deduction.occurred_at <= deduction.occurred_at,
        )
        .order_by(Deduction.occurred_at.desc(), Deduction.id.desc())
        .limit(1)
    )
    return await session.scalar(statement)


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
            Deduction.id != deduction.id,
            Deduction.state.in_(sorted(GOES_ON)),
            Deduction.occurred_on.between(deduction.occurred_on - near, deduction.occurred_on + near),
        )
        .order_by(func.abs(func.extract("epoch", Deduction.occurred_at - deduction.occurred_at)), Deduction.id)
        .limit(limit)
    )
    return (await session.scalars(statement)).all()
