from typing import Literal
from uuid import UUID

from hengjian.appraisal.errors import NoSuchSubject, WrongState
from hengjian.appraisal.permissions import ReviewDecider, ReviewReader, ReviewRequester
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.reviews import repository, service
from hengjian.appraisal.reviews.errors import PublicityOver
from hengjian.appraisal.reviews.schemas import ReviewDecision, ReviewDetail, ReviewEntry, ReviewView
from hengjian.appraisal.reviews.views import view_detail, view_review, view_reviews
from hengjian.contracts.codes import Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems

router = service_router("/api/v1/appraisal", tag="reviews")


@router.get(
    "/reviews", operation_id="list_reviews", summary="Reviews asked for", response_model=FollowedPage[ReviewView]
)
async def list_reviews(
    session: Reading,
    page: Following,
    principal: ReviewReader,
    year: Year | None = None,
    result_id: UUID | None = None,
    state: Literal["requested", "upheld", "changed"] | None = None,
) -> FollowedRows[ReviewView]:
    rows = await repository.list_reviews(session, principal, page, year=year, result_id=result_id, state=state)
    return rows.with_items(await view_reviews(session, principal, list(rows.items)))


@router.get(
    "/reviews/{review_id}",
    operation_id="get_review",
    summary="A review with what stands for its subject now",
    responses=problems(NotFound),
)
async def get_review(session: Reading, review_id: UUID, principal: ReviewReader) -> ReviewDetail:
    review = found(await repository.get_review(session, principal, review_id))
    return await view_detail(session, principal, await find_standing(session, principal), review)


@router.post(
    "/reviews",
    operation_id="request_review",
    summary="Ask for a review of one's own result while publicity lasts",
    status_code=201,
    responses=problems(NotFound, NoSuchSubject, PublicityOver, RefusedByPolicy),
)
async def request_review(session: Writing, entry: ReviewEntry, principal: ReviewRequester) -> ReviewView:
    return await view_review(session, principal, await service.request_review(session, entry, principal))


@router.post(
    "/reviews/{review_id}:decide",
    operation_id="decide_review",
    summary="The committee decides a review, with its reason",
    responses=problems(NotFound, WrongState, RefusedByPolicy),
)
async def decide_review(
    session: Writing, review_id: UUID, decision: ReviewDecision, principal: ReviewDecider, version: IfMatchGiven
) -> ReviewView:
    review = found(await repository.get_review_for_update(session, principal, review_id))
    check_version(review, version)
    await service.decide_review(session, review, decision, principal)
    return await view_review(session, principal, review)
