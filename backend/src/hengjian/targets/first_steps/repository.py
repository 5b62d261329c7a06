from sqlalchemy import exists, func, or_, select

from hengjian.kit.data.database import AnySession
from hengjian.targets.models import AppraisalYear, Indicator, Plan
from hengjian.targets.workflows import PlanState, YearPhase


async def count_years(session: AnySession) -> int:
    return await session.scalar(select(func.count()).select_from(AppraisalYear)) or 0


async def has_year_begun(session: AnySession) -> bool:
    """A closed year without plans was opened for its results alone, as history."""
    has_plans = exists().where(Plan.year == AppraisalYear.year)
    runs = AppraisalYear.phase.in_([YearPhase.RUNNING, YearPhase.YEAR_END])
    has_run = (AppraisalYear.phase == YearPhase.CLOSED) & has_plans
    return bool(await session.scalar(select(exists().where(or_(runs, has_run)))))


async def count_indicators(session: AnySession) -> int:
    return await session.scalar(select(func.count()).select_from(Indicator)) or 0


async def count_plans(session: AnySession) -> int:
    return await session.scalar(select(func.count()).select_from(Plan)) or 0


async def has_issued_plan(session: AnySession) -> bool:
    return bool(await session.scalar(select(exists().where(Plan.state == PlanState.ISSUED))))
