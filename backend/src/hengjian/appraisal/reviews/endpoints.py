"""Reviews: a unit or a cadre challenges a published result; the committee decides with a reason."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, or_, select, true

from hengjian.appraisal.errors import NoSuchSubject, WrongState
from hengjian.appraisal.models import Review
from hengjian.appraisal.permissions import ReviewDecider, ReviewReader, ReviewRequester
from hengjian.appraisal.results import repository as results
from hengjian.appraisal.results.policy import may_see_detail
from hengjian.contracts.codes import Code
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.paging import Page, Paging, Rows, SortKey, fetch_page
from hengjian.kit.edge.problems import NotFound, Problem, found, problems
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.time.clock import office_now

router = service_router("/api/v1/appraisal", tag="reviews")

Text = Annotated[str, Field(min_length=1, max_length=2000)]


class PublicityOver(Problem):
    status, code = 409, "publicity_over"
    zh, en = "不在公示期内，不能申请复核。", "A review is asked for while publicity lasts."


class ReviewEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    result_id: UUID
    subject_code: Code
    grounds: Text


class ReviewDecision(BaseModel):
    """``changed``: the fact is corrected and the result computed again; ``upheld``: it stands."""

    model_config = ConfigDict(extra="forbid")

    outcome: Literal["upheld", "changed"]
    reason: Text


class ReviewView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    result_id: UUID
    subject_code: str
    unit_code: str
    grounds: str
    state: Literal["requested", "upheld", "changed"]
    requester_name: str
    decider_name: str | None
    reason: str | None
    carried_out_in: int | None
    version: int
    updated_at: datetime


def _visible(principal: Principal) -> ColumnElement[bool]:
    if principal.visibility.whole_county:
        return true()
    own_file = Review.subject_code == (principal.cadre_code or "")
    return or_(Review.unit_code.in_(principal.visibility.unit_codes), own_file)


@router.get("/reviews", operation_id="list_reviews", summary="Reviews asked for", response_model=Page[ReviewView])
async def list_reviews(
    session: Reading,
    page: Paging,
    principal: ReviewReader,
    result_id: UUID | None = None,
    state: Literal["requested", "upheld", "changed"] | None = None,
) -> Rows[Review]:
    statement = select(Review).where(_visible(principal))
    if result_id is not None:
        statement = statement.where(Review.result_id == result_id)
    if state is not None:
        statement = statement.where(Review.state == state)
    if page.updated_since is not None:
        statement = statement.where(Review.updated_at >= page.updated_since)
    return await fetch_page(session, statement, [SortKey(Review.id, descending=True)], page)


@router.post(
    "/reviews",
    operation_id="request_review",
    summary="Ask for a review of one's own result while publicity lasts",
    status_code=201,
    response_model=ReviewView,
    responses=problems(NotFound, NoSuchSubject, PublicityOver),
)
async def request_review(session: Writing, entry: ReviewEntry, principal: ReviewRequester) -> Review:
    result = found(await results.get_result(session, principal, entry.result_id))
    line = next((line for line in result.lines if line.subject_code == entry.subject_code), None)
    if line is None or not may_see_detail(principal, result, line):
        raise NoSuchSubject(subject_code=entry.subject_code)
    if result.state != "publicity" or result.publicity_until is None or result.publicity_until < office_now():
        raise PublicityOver
    review = Review(
        **entry.model_dump(),
        unit_code=line.unit_code,
        state="requested",
        requester=principal.subject,
        requester_name=principal.name,
    )
    session.add(review)
    await session.flush()
    return review


@router.post(
    "/reviews/{review_id}:decide",
    operation_id="decide_review",
    summary="The committee decides a review, with its reason",
    response_model=ReviewView,
    responses=problems(NotFound, WrongState),
)
async def decide_review(
    session: Writing, review_id: UUID, decision: ReviewDecision, principal: ReviewDecider
) -> Review:
    review = found(await session.scalar(select(Review).where(Review.id == review_id).with_for_update()))
    if review.state != "requested":
        raise WrongState(state=review.state)
    review.state, review.decider_name, review.reason = decision.outcome, principal.name, decision.reason
    await session.flush()
    return review
