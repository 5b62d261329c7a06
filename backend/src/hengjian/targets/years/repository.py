from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, true

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.targets.models import Amendment, AppraisalYear, Letter, OwnerValue, Plan, Report, Round, Unit
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import (
    AmendmentState,
    LetterState,
    PlanState,
    ReportState,
    TargetRoundState,
    ValueState,
)
from hengjian.targets.years.schemas import OpenMatterName


async def list_years(session: AnySession, page: FollowRequest) -> FollowedRows[AppraisalYear]:
    """Years are no secret inside the county: every signed-in reader sees all of them."""
    statement = select(AppraisalYear)
    return await fetch_followed(
        session, statement, true(), [SortKey(AppraisalYear.year, descending=True)], page, key=AppraisalYear.year
    )


async def get_year_for_update(session: WriteSession, year: int) -> AppraisalYear | None:
    return await session.scalar(select(AppraisalYear).where(AppraisalYear.year == year).with_for_update())


async def save_year(session: WriteSession, year: AppraisalYear) -> None:
    session.add(year)
    await session.flush()


def _count(model: Any, *conditions: ColumnElement[bool]) -> Any:
    return select(func.count()).select_from(model).where(*conditions).scalar_subquery()


async def count_open_matters(session: AnySession, year: int) -> Mapping[OpenMatterName, int]:
    """How much of each matter the whole county still has open in the year."""
    issued = and_(Plan.year == year, Plan.state == PlanState.ISSUED)
    county_plan = select(Plan.id).where(issued, Plan.level == PlanLevel.COUNTY).exists()
    unit_plan = select(Plan.id).where(issued, Plan.level == PlanLevel.UNIT, Plan.unit_code == Unit.code).exists()
    owed = (ReportState.AWAITED, ReportState.RETURNED)
    counts = {
        OpenMatterName.COUNTY_PLAN_MISSING: _count(AppraisalYear, AppraisalYear.year == year, ~county_plan),
        OpenMatterName.UNITS_WITHOUT_PLAN: _count(Unit, Unit.is_active.is_(True), ~unit_plan),
        OpenMatterName.PLANS_IN_DRAFT: _count(Plan, Plan.year == year, Plan.state == PlanState.DRAFT),
        OpenMatterName.LETTERS_AWAITING: _count(Letter, Letter.year == year, Letter.state == LetterState.AWAITING),
        OpenMatterName.AMENDMENTS_PROPOSED: _count(
            Amendment, Amendment.year == year, Amendment.state == AmendmentState.PROPOSED
        ),
        OpenMatterName.REPORTS_OWED: _count(Report, Report.year == year, Report.state.in_(owed)),
        OpenMatterName.REPORTS_TO_JUDGE: _count(Report, Report.year == year, Report.state == ReportState.SUBMITTED),
        OpenMatterName.VALUES_TO_CONFIRM: _count(
            OwnerValue, OwnerValue.year == year, OwnerValue.state == ValueState.ENTERED
        ),
        OpenMatterName.ROUNDS_OPEN: _count(Round, Round.year == year, Round.state == TargetRoundState.OPEN),
    }
    row = (await session.execute(select(*(count.label(name) for name, count in counts.items())))).one()
    return {name: row._mapping[name] for name in counts}
