from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import selectinload

from hengjian.appraisal.models import ResultSet, Review
from hengjian.appraisal.results.policy import visible_results
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page


async def list_results(
    session: AnySession,
    principal: Principal,
    page: PageRequest,
    *,
    year: int | None,
    class_code: str | None,
    scheme_code: str | None,
    subject_kind: str | None,
    state: str | None,
) -> Rows[ResultSet]:
    statement = select(ResultSet).where(visible_results(principal))
    filters = {"year": year, "class_code": class_code, "scheme_code": scheme_code, "subject_kind": subject_kind}
    for name, value in (filters | {"state": state}).items():
        if value is not None:
            statement = statement.where(getattr(ResultSet, name) == value)
    if page.updated_since is not None:
        statement = statement.where(ResultSet.updated_at >= page.updated_since)
    order = [SortKey(ResultSet.year, descending=True), SortKey(ResultSet.class_code), SortKey(ResultSet.id)]
    return await fetch_page(session, statement, order, page)


async def get_result(session: AnySession, principal: Principal, result_id: UUID) -> ResultSet | None:
    statement = select(ResultSet).where(ResultSet.id == result_id, visible_results(principal))
    return await session.scalar(statement.options(selectinload(ResultSet.lines)))


async def get_results_for_update(session: WriteSession, ids: Sequence[UUID]) -> dict[UUID, ResultSet]:
    statement = select(ResultSet).where(ResultSet.id.in_(ids)).options(selectinload(ResultSet.lines))
    rows = await session.scalars(statement.order_by(ResultSet.id).with_for_update(of=ResultSet))
    return {row.id: row for row in rows}


async def find_results(session: WriteSession, year: int, scheme_code: str) -> dict[str, ResultSet]:
    statement = select(ResultSet).where(ResultSet.year == year, ResultSet.scheme_code == scheme_code)
    rows = await session.scalars(statement.options(selectinload(ResultSet.lines)).with_for_update(of=ResultSet))
    return {row.class_code: row for row in rows}


async def count_open_reviews(session: AnySession, result_id: UUID) -> int:
    """Reviews that nobody has decided, or whose change no version has taken up yet."""
    waiting = or_(Review.state == "requested", and_(Review.state == "changed", Review.carried_out_in.is_(None)))
    return await session.scalar(select(func.count()).where(Review.result_id == result_id, waiting)) or 0


async def list_changing_reviews_for_update(session: WriteSession, result_id: UUID) -> Sequence[Review]:
    statement = select(Review).where(
        Review.result_id == result_id, Review.state == "changed", Review.carried_out_in.is_(None)
    )
    return (await session.scalars(statement.with_for_update())).all()
