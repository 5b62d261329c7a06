from sqlalchemy import select

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page
from hengjian.targets.models import AppraisalYear


async def list_years(session: AnySession, page: PageRequest) -> Rows[AppraisalYear]:
    """Years are no secret inside the county: every signed-in reader sees all of them."""
    statement = select(AppraisalYear)
    if page.updated_since is not None:
        statement = statement.where(AppraisalYear.updated_at >= page.updated_since)
    return await fetch_page(session, statement, [SortKey(AppraisalYear.year, descending=True)], page)


async def get_year_for_update(session: WriteSession, year: int) -> AppraisalYear | None:
    return await session.scalar(select(AppraisalYear).where(AppraisalYear.year == year).with_for_update())


async def save_year(session: WriteSession, year: AppraisalYear) -> None:
    session.add(year)
    await session.flush()
