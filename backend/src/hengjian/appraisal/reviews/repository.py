from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import selectinload

from hengjian.appraisal.models import ResultSet, Review
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed


def _visible(principal: Principal) -> ColumnElement[bool]:
    if principal.visibility.whole_county:
        return true()
    own_file = Review.subject_code == (principal.person_code or "")
    return or_(is_among(Review.unit_code, principal.visibility.unit_codes), own_file)


async def list_reviews(
    session: AnySession,
    principal: Principal,
    page: FollowRequest,
    *,
    year: int | None,
    result_id: UUID | None,
    state: str | None,
) -> FollowedRows[Review]:
    statement = select(Review)
    if year is not None:
        statement = statement.where(Review.result_id.in_(select(ResultSet.id).where(ResultSet.year == year)))
    if result_id is not None:
        statement = statement.where(Review.result_id == result_id)
    if state is not None:
        statement = statement.where(Review.state == state)
    return await fetch_followed(session, statement, _visible(principal), [SortKey(Review.id, descending=True)], page)


async def get_review(session: AnySession, principal: Principal, review_id: UUID) -> Review | None:
    return await session.scalar(select(Review).where(Review.id == review_id, _visible(principal)))


async def get_challenged_results(
    session: AnySession, principal: Principal, ids: Collection[UUID]
) -> dict[UUID, ResultSet]:
    """By id, those of which the reader may see a review."""
    seen = select(Review.result_id).where(_visible(principal))
    statement = select(ResultSet).where(ResultSet.id.in_(ids), ResultSet.id.in_(seen))
    rows = await session.scalars(statement.options(selectinload(ResultSet.lines)))
    return {row.id: row for row in rows}


async def get_review_for_update(session: WriteSession, principal: Principal, review_id: UUID) -> Review | None:
    return await session.scalar(select(Review).where(Review.id == review_id, _visible(principal)).with_for_update())


async def get_reviewed_result(session: WriteSession, review: Review) -> ResultSet:
    return await session.get_one(ResultSet, review.result_id)


async def save_review(session: WriteSession, review: Review) -> None:
    session.add(review)
    await session.flush()
