from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import selectinload

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.kit.time.clock import real_now
from hengjian.targets.models import Plan, PlanTarget, Unit
from hengjian.targets.models.visibility import of_visible_plans
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import PlanState


async def list_plans(
    session: AnySession,
    visible: Visibility,
    page: FollowRequest,
    *,
    year: int | None,
    level: str | None,
    unit_code: str | None,
    cadre_code: str | None,
    state: str | None,
) -> FollowedRows[Plan]:
    statement = select(Plan)
    named = {"year": year, "level": level, "unit_code": unit_code, "cadre_code": cadre_code, "state": state}
    for name, value in named.items():
        if value is not None:
            statement = statement.where(getattr(Plan, name) == value)
    order = [SortKey(Plan.year, descending=True), SortKey(Plan.level), SortKey(Plan.id)]
    return await fetch_followed(session, statement, of_visible_plans(visible), order, page)


async def get_plan_for_update(session: WriteSession, visible: Visibility, plan_id: UUID) -> Plan | None:
    statement = select(Plan).where(Plan.id == plan_id, of_visible_plans(visible)).options(selectinload(Plan.targets))
    return await session.scalar(statement.with_for_update(of=Plan))


async def find_plans(
    session: AnySession, years: Collection[int], unit_codes: Collection[str], cadre_codes: Collection[str]
) -> Sequence[Plan]:
    """County plans of the years and the plans of these units and cadres, with their targets."""
    statement = select(Plan).where(
        Plan.year.in_(years),
        or_(
            Plan.level == PlanLevel.COUNTY,
            and_(Plan.level == PlanLevel.UNIT, Plan.unit_code.in_(unit_codes)),
            and_(Plan.level == PlanLevel.PERSON, Plan.cadre_code.in_(cadre_codes)),
        ),
    )
    return (await session.scalars(statement.options(selectinload(Plan.targets)))).all()


async def list_drafts_for_update(
    session: WriteSession, year: int, level: str, *, class_code: str | None, plan_ids: Collection[UUID] | None
) -> Sequence[Plan]:
    """What a bulk issue takes: drafts of the level; those named are taken in whatever state they are."""
    statement = select(Plan).where(Plan.year == year, Plan.level == level)
    if class_code is not None:
        statement = statement.join(Unit, Unit.code == Plan.unit_code).where(Unit.class_code == class_code)
    statement = statement.where(Plan.state == PlanState.DRAFT if plan_ids is None else Plan.id.in_(plan_ids))
    statement = statement.options(selectinload(Plan.targets)).order_by(Plan.unit_code, Plan.cadre_code, Plan.id)
    return (await session.scalars(statement.with_for_update(of=Plan))).all()


def add_plan(session: WriteSession, plan: Plan) -> None:
    session.add(plan)


async def freeze_plans(session: WriteSession, plan_ids: Collection[UUID], issued: Mapping[str, Any]) -> None:
    """What was changed of them before, then two statements for all; the plans that the session holds do not hear of
    it."""
    await session.flush()
    unsynchronised = {"synchronize_session": False}
    targets = update(PlanTarget).where(PlanTarget.plan_id.in_(plan_ids)).values(since_version=1)
    await session.execute(targets, execution_options=unsynchronised)
    plans = update(Plan).where(Plan.id.in_(plan_ids))
    await session.execute(
        plans.values(**issued, version=Plan.version + 1, updated_at=real_now()), execution_options=unsynchronised
    )


async def reread_plan(session: WriteSession, plan: Plan) -> None:
    await session.refresh(plan)


async def issued_codes(
    session: AnySession, year: int, level: str, unit_codes: Collection[str] | None = None
) -> dict[str | None, set[str]]:
    """Indicators of the issued plans of a level, by unit; the county's stand under None."""
    statement = (
        select(Plan.unit_code, PlanTarget.indicator_code)
        .join(PlanTarget, PlanTarget.plan_id == Plan.id)
        .where(
            Plan.year == year, Plan.level == level, Plan.state == PlanState.ISSUED, PlanTarget.until_version.is_(None)
        )
    )
    if unit_codes is not None:
        statement = statement.where(Plan.unit_code.in_(unit_codes))
    codes: dict[str | None, set[str]] = {}
    for row in await session.execute(statement):
        codes.setdefault(row.unit_code, set()).add(row.indicator_code)
    return codes


async def list_unit_targets(
    session: AnySession, visible: Visibility, page: FollowRequest, *, year: int, unit_code: str | None
) -> FollowedRows[PlanTarget]:
    """Targets in force of issued unit plans, unit by unit in the order of the plan; each with its plan."""
    statement = select(PlanTarget).join(PlanTarget.plan)
    statement = statement.where(
        Plan.year == year,
        Plan.level == PlanLevel.UNIT,
        Plan.state == PlanState.ISSUED,
        PlanTarget.until_version.is_(None),
    )
    if unit_code is not None:
        statement = statement.where(Plan.unit_code == unit_code)
    order = [SortKey(Plan.unit_code), SortKey(PlanTarget.position), SortKey(PlanTarget.id)]
    seen = PlanTarget.plan_id.in_(select(Plan.id).where(of_visible_plans(visible)))
    return await fetch_followed(session, statement, seen, order, page, related=[(PlanTarget.plan,)])


class YearTarget(NamedTuple):
    """A target in force with whose it is."""

    plan_id: UUID
    level: str
    unit_code: str | None
    cadre_code: str | None
    subject_name: str
    state: str
    indicator_code: str
    indicator_name: str
    indicator_name_en: str
    unit_of_measure: str
    target: Decimal | None
    carries_indicator_code: str | None


_YEAR_TARGET = (
    Plan.id, Plan.level, Plan.unit_code, Plan.cadre_code, Plan.subject_name, Plan.state,
    PlanTarget.indicator_code, PlanTarget.indicator_name, PlanTarget.indicator_name_en, PlanTarget.unit_of_measure,
    PlanTarget.target, PlanTarget.carries_indicator_code,
)  # fmt: skip


async def list_targets_of_year(session: AnySession, year: int) -> list[YearTarget]:
    """Every target in force of every level: coverage counts over the whole county, so there is no filter here."""
    statement = (
        select(*_YEAR_TARGET)
        .join(PlanTarget, PlanTarget.plan_id == Plan.id)
        .where(Plan.year == year, PlanTarget.until_version.is_(None))
        .order_by(Plan.level, Plan.unit_code, Plan.cadre_code, PlanTarget.position)
    )
    return [YearTarget._make(row) for row in await session.execute(statement)]


async def save_plan(session: WriteSession, plan: Plan) -> None:
    session.add(plan)
    await session.flush()
