from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.targets.models import OwnerValue, Plan, PlanTarget, Report, ReportEntry, Round
from hengjian.targets.models.visibility import of_visible_values
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import PlanState, ReportState, ValueState

Place = tuple[str, str]


async def list_values(
    session: AnySession,
    visible: Visibility,
    page: FollowRequest,
    *,
    year: int | None,
    value_name: str | None,
    unit_code: str | None,
    indicator_code: str | None,
    state: str | None,
    is_of_own_unit: bool | None,
) -> FollowedRows[OwnerValue]:
    statement = select(OwnerValue)
    named: dict[str, object] = {"year": year, "value_name": value_name, "unit_code": unit_code}
    named |= {"indicator_code": indicator_code, "state": state, "is_of_own_unit": is_of_own_unit}
    for name, value in named.items():
        if value is not None:
            statement = statement.where(getattr(OwnerValue, name) == value)
    order = [
        SortKey(OwnerValue.year, descending=True),
        SortKey(OwnerValue.unit_code),
        SortKey(OwnerValue.indicator_code),
        SortKey(OwnerValue.id),
    ]
    return await fetch_followed(session, statement, of_visible_values(visible), order, page)


async def get_value(session: AnySession, visible: Visibility, value_id: UUID) -> OwnerValue | None:
    statement = select(OwnerValue).where(OwnerValue.id == value_id)
    return await session.scalar(statement.where(of_visible_values(visible)))


@dataclass(frozen=True)
class Beside:
    """What is shown beside a value: the target in force and the unit's own claim."""

    target: Decimal | None
    milestones: dict[str, Any]
    claim: Decimal | None


async def find_beside(session: AnySession, value_ids: Collection[UUID]) -> dict[UUID, Beside]:
    value = aliased(OwnerValue)
    claim = (
        select(ReportEntry.value)
        .join(Report, Report.id == ReportEntry.report_id)
        .where(
            Report.year == value.year,
            Report.unit_code == value.unit_code,
            Report.month <= value.claim_month,
            Report.state.in_([ReportState.SUBMITTED, ReportState.ACCEPTED]),
            ReportEntry.indicator_code == value.indicator_code,
            ReportEntry.value.is_not(None),
        )
        .order_by(Report.month.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        select(value.id, PlanTarget.target, PlanTarget.milestones, claim.label("claim"))
        .join(
            Plan,
            (Plan.year == value.year)
            & (Plan.level == PlanLevel.UNIT)
            & (Plan.unit_code == value.unit_code)
            & (Plan.state == PlanState.ISSUED),
            isouter=True,
        )
        .join(
            PlanTarget,
            (PlanTarget.plan_id == Plan.id)
            & (PlanTarget.indicator_code == value.indicator_code)
            & PlanTarget.until_version.is_(None),
            isouter=True,
        )
        .where(value.id.in_(value_ids))
    )
    rows = await session.execute(statement)
    return {row.id: Beside(row.target, row.milestones or {}, row.claim) for row in rows}


async def list_standing_for_update(
    session: WriteSession, year: int, value_name: str, places: Collection[Place]
) -> Sequence[OwnerValue]:
    """Entered and confirmed values of these units and indicators."""
    statement = select(OwnerValue).where(
        OwnerValue.year == year,
        OwnerValue.value_name == value_name,
        OwnerValue.unit_code.in_({unit_code for unit_code, _ in places}),
        OwnerValue.indicator_code.in_({indicator_code for _, indicator_code in places}),
        OwnerValue.state != ValueState.SUPERSEDED,
    )
    return (await session.scalars(statement.order_by(OwnerValue.id).with_for_update())).all()


async def list_waiting_for_update(
    session: WriteSession, visible: Visibility, year: int, value_name: str, indicator_codes: Collection[str]
) -> Sequence[OwnerValue]:
    statement = select(OwnerValue).where(
        of_visible_values(visible),
        OwnerValue.year == year,
        OwnerValue.value_name == value_name,
        OwnerValue.indicator_code.in_(indicator_codes),
        OwnerValue.state == ValueState.ENTERED,
    )
    statement = statement.order_by(OwnerValue.unit_code, OwnerValue.indicator_code)
    return (await session.scalars(statement.with_for_update())).all()


async def list_values_for_update(
    session: WriteSession, visible: Visibility, value_ids: Collection[UUID]
) -> Sequence[OwnerValue]:
    statement = select(OwnerValue).where(OwnerValue.id.in_(value_ids), of_visible_values(visible))
    statement = statement.order_by(OwnerValue.unit_code, OwnerValue.indicator_code, OwnerValue.id)
    return (await session.scalars(statement.with_for_update())).all()


async def list_replaced_for_update(session: WriteSession, values: Sequence[OwnerValue]) -> Sequence[OwnerValue]:
    """Confirmed values whose places these later entries take."""
    later = {(v.year, v.value_name, v.unit_code, v.indicator_code) for v in values if v.revision > 1}
    if not later:
        return []
    statement = select(OwnerValue).where(
        OwnerValue.state == ValueState.CONFIRMED,
        OwnerValue.year.in_({place[0] for place in later}),
        OwnerValue.unit_code.in_({place[2] for place in later}),
        OwnerValue.indicator_code.in_({place[3] for place in later}),
    )
    confirmed = await session.scalars(statement.with_for_update())
    return [v for v in confirmed if (v.year, v.value_name, v.unit_code, v.indicator_code) in later]


async def list_closing_rounds_shared(session: WriteSession, year: int, value_name: str) -> Sequence[Round]:
    """Rounds that close this value; held, so that none closes before the entry is written."""
    statement = select(Round).where(Round.year == year, Round.kind == "annual_values", Round.period == value_name)
    return (await session.scalars(statement.with_for_update(read=True))).all()


def add_value(session: WriteSession, value: OwnerValue) -> None:
    session.add(value)


async def save_values(session: WriteSession, values: Sequence[OwnerValue]) -> None:
    session.add_all(values)
    await session.flush()
