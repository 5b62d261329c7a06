from typing import Literal
from uuid import UUID

from hengjian.appraisal.errors import NoSuchSubject, WrongState
from hengjian.appraisal.models import Review
from hengjian.appraisal.permissions import ReviewDecider, ReviewReader, ReviewRequester
from hengjian.appraisal.reviews import repository, service
from hengjian.appraisal.reviews.errors import PublicityOver
from hengjian.appraisal.reviews.schemas import ReviewDecision, ReviewEntry, ReviewView
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
    result_id: UUID | None = None,
    state: Literal["requested", "upheld", "changed"] | None = None,
) -> FollowedRows[Review]:
    return await repository.list_reviews(session, principal, page, result_id=result_id, state=state)


@router.post(
    "/reviews",
    operation_id="request_review",
    summary="Ask for a review of one's own result while publicity lasts",
    status_code=201,
    response_model=ReviewView,
    responses=problems(NotFound, NoSuchSubject, PublicityOver, RefusedByPolicy),
)
async def request_review(session: Writing, entry: ReviewEntry, principal: ReviewRequester) -> Review:
    return await service.request_review(session, entry, principal)


@router.post(
    "/reviews/{review_id}:decide",
    operation_id="decide_review",
    summary="The committee decides a review, with its reason",
    response_model=ReviewView,
    responses=problems(NotFound, WrongState, RefusedByPolicy),
)
async def decide_review(
    session: Writing, review_id: UUID, decision: ReviewDecision, principal: ReviewDecider, version: IfMatchGiven
) -> Review:
    review = found(await repository.get_review_for_update(session, principal, review_id))
    check_version(review, version)
    await service.decide_review(session, review, decision, principal)
    return review
