from sqlalchemy import select, true

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.targets.models import AppraisalYear


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
