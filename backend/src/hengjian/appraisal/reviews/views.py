"""A review with the result that it challenges."""

from collections.abc import Sequence

from hengjian.appraisal.models import ResultSet, Review
from hengjian.appraisal.results import reading
from hengjian.appraisal.reviews import policy, repository
from hengjian.appraisal.reviews.schemas import ReviewDetail, ReviewedLine, ReviewView
from hengjian.appraisal.workflows.reviews import ReviewVerb
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.policy.actions import weigh

_OF_RESULT = ("year", "class_code", "class_name", "class_name_en", "subject_kind")
_OWN = [name for name in ReviewView.model_fields if name not in {*_OF_RESULT, "subject_name"}]


async def view_reviews(session: AnySession, principal: Principal, reviews: Sequence[Review]) -> list[ReviewView]:
    ids = {review.result_id for review in reviews}
    results = await repository.get_challenged_results(session, principal, ids)
    return [_view(review, results[review.result_id]) for review in reviews]


def _view(review: Review, result: ResultSet) -> ReviewView:
    names = {line.subject_code: line.name for line in result.lines}
    return ReviewView(
        **{name: getattr(review, name) for name in _OWN},
        **{name: getattr(result, name) for name in _OF_RESULT},
        subject_name=names.get(review.subject_code, review.subject_code),
    )


async def view_review(session: AnySession, principal: Principal, review: Review) -> ReviewView:
    [view] = await view_reviews(session, principal, [review])
    return view


async def view_detail(session: AnySession, principal: Principal, standing: Standing, review: Review) -> ReviewDetail:
    """With what stands for the subject now, and whether this reader may decide."""
    results = await repository.get_challenged_results(session, principal, [review.result_id])
    result = results[review.result_id]
    line = reading.find_detail(principal, result, review.subject_code)
    obstacle = policy.find_obstacle(review, result, principal, standing, ReviewVerb.DECIDE)
    return ReviewDetail(
        **_view(review, result).model_dump(),
        line=ReviewedLine.model_validate(line) if line else None,
        result_state=result.state,
        publicity_until=result.publicity_until,
        edition=result.edition,
        actions=[weigh(ReviewVerb.DECIDE, obstacle)],
    )
