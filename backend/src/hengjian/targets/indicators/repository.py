from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select, true

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.targets.models import Indicator, Plan, PlanTarget
from hengjian.targets.workflows import PlanState


async def list_indicators(
    session: AnySession, page: FollowRequest, *, year: int | None, owner_unit_code: str | None, search: str | None
) -> FollowedRows[Indicator]:
    """The library is the same for the whole county: every reader sees all of it."""
    statement = select(Indicator)
    if year is not None:
        statement = statement.where(Indicator.year == year)
    if owner_unit_code is not None:
        statement = statement.where(Indicator.owner_unit_code == owner_unit_code)
    if search:
        matches = Indicator.name.contains(search, autoescape=True) | Indicator.code.istartswith(search, autoescape=True)
        statement = statement.where(matches | Indicator.name_en.icontains(search, autoescape=True))
    return await fetch_followed(
        session, statement, true(), [SortKey(Indicator.year, descending=True), SortKey(Indicator.code)], page
    )


async def get_indicator(session: AnySession, indicator_id: UUID) -> Indicator | None:
    return await session.get(Indicator, indicator_id)


async def get_indicator_for_update(session: WriteSession, indicator_id: UUID) -> Indicator | None:
    return await session.scalar(select(Indicator).where(Indicator.id == indicator_id).with_for_update())


async def find_indicators(
    session: AnySession, years: Collection[int], codes: Collection[str]
) -> dict[tuple[int, str], Indicator]:
    statement = select(Indicator).where(Indicator.year.in_(years), Indicator.code.in_(codes))
    return {(row.year, row.code): row for row in await session.scalars(statement)}


async def find_planned(session: WriteSession, years: Collection[int], codes: Collection[str]) -> set[tuple[int, str]]:
    """Which of the indicators stand in an issued plan, by year and code."""
    statement = (
        select(Plan.year, PlanTarget.indicator_code)
        .join(PlanTarget, PlanTarget.plan_id == Plan.id)
        .where(Plan.year.in_(years), Plan.state == PlanState.ISSUED, PlanTarget.indicator_code.in_(codes))
        .distinct()
    )
    return {(row.year, row.indicator_code) for row in await session.execute(statement)}


def add_indicator(session: WriteSession, indicator: Indicator) -> None:
    session.add(indicator)


async def save_indicator(session: WriteSession, indicator: Indicator) -> None:
    session.add(indicator)
    await session.flush()
