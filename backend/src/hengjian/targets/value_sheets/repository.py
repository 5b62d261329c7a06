from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.dialects.postgresql import distinct_on

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession
from hengjian.kit.data.statements import is_among
from hengjian.targets.models import Indicator, OwnerValue, Plan, PlanTarget, Report, ReportEntry, Round, Unit
from hengjian.targets.models.visibility import of_visible_values
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import PlanState, ReportState, ValueState


class PlannedPlace(NamedTuple):
    """An indicator in the issued plan of a unit that is in service: a value is to be entered there."""

    unit_code: str
    unit_name: str
    class_code: str | None
    indicator_code: str
    target: Decimal | None
    milestones: Mapping[str, Any]


class StandingPlace(NamedTuple):
    value_name: str
    unit_code: str
    indicator_code: str
    state: str


def _of_visible_places(visible: Visibility, unit_code: Any) -> ColumnElement[bool]:
    """The same as of values: by unit, and for who owns the indicator, of all units."""
    if visible.whole_county:
        return true()
    of_units = is_among(unit_code, visible.unit_codes)
    return of_units if visible.owner_code is None else or_(of_units, Indicator.owner_unit_code == visible.owner_code)


async def list_planned(
    session: AnySession, visible: Visibility, year: int, indicator_code: str | None = None
) -> list[PlannedPlace]:
    statement = (
        select(
            Unit.code, Unit.name, Unit.class_code, PlanTarget.indicator_code, PlanTarget.target, PlanTarget.milestones
        )
        .join(Plan, Plan.id == PlanTarget.plan_id)
        .join(Unit, Unit.code == Plan.unit_code)
        .join(Indicator, (Indicator.year == Plan.year) & (Indicator.code == PlanTarget.indicator_code))
        .where(
            Plan.year == year,
            Plan.level == PlanLevel.UNIT,
            Plan.state == PlanState.ISSUED,
            PlanTarget.until_version.is_(None),
            Unit.is_active,
            _of_visible_places(visible, Plan.unit_code),
        )
        .order_by(PlanTarget.indicator_code, Unit.code)
    )
    if indicator_code is not None:
        statement = statement.where(PlanTarget.indicator_code == indicator_code)
    return [PlannedPlace._make(row) for row in await session.execute(statement)]


async def list_standing_places(session: AnySession, visible: Visibility, year: int) -> list[StandingPlace]:
    """Where something is entered or confirmed, of every value of the year."""
    statement = select(OwnerValue.value_name, OwnerValue.unit_code, OwnerValue.indicator_code, OwnerValue.state).where(
        OwnerValue.year == year, OwnerValue.state != ValueState.SUPERSEDED, of_visible_values(visible)
    )
    return [StandingPlace._make(row) for row in await session.execute(statement)]


async def list_standing(
    session: AnySession, visible: Visibility, year: int, indicator_code: str
) -> Sequence[OwnerValue]:
    """Entered and confirmed values of an indicator, of every name."""
    statement = select(OwnerValue).where(
        OwnerValue.year == year,
        OwnerValue.indicator_code == indicator_code,
        OwnerValue.state != ValueState.SUPERSEDED,
        of_visible_values(visible),
    )
    return (await session.scalars(statement.order_by(OwnerValue.unit_code, OwnerValue.id))).all()


async def find_claims(
    session: AnySession, visible: Visibility, year: int, indicator_code: str, last_month: int
) -> dict[str, Decimal]:
    """What each unit last reported of the indicator up to that month."""
    statement = (
        select(Report.unit_code, ReportEntry.value)
        .join(ReportEntry, ReportEntry.report_id == Report.id)
        .join(Indicator, (Indicator.year == Report.year) & (Indicator.code == ReportEntry.indicator_code))
        .where(
            Report.year == year,
            Report.month <= last_month,
            Report.state.in_([ReportState.SUBMITTED, ReportState.ACCEPTED]),
            ReportEntry.indicator_code == indicator_code,
            ReportEntry.value.is_not(None),
            _of_visible_places(visible, Report.unit_code),
        )
        .ext(distinct_on(Report.unit_code))
        .order_by(Report.unit_code, Report.month.desc())
    )
    return {row.unit_code: row.value for row in await session.execute(statement)}


async def list_value_rounds(session: AnySession, year: int) -> Sequence[Round]:
    """The rounds that close values, open and closed."""
    statement = select(Round).where(Round.year == year, Round.kind == "annual_values")
    return (await session.scalars(statement.order_by(Round.id))).all()
