"""When a result may be challenged, and when a review is still to be decided. Pure."""

from datetime import datetime

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import ResultRow, ResultSet, Review
from hengjian.appraisal.reviews.errors import PublicityOver
from hengjian.appraisal.workflows.results import ResultState
from hengjian.appraisal.workflows.reviews import REVIEW_WORKFLOW, ReviewVerb
from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import NO_PERMISSION, Obstacle


def find_late(result: ResultSet, now: datetime) -> Obstacle | None:
    """A review is asked for while publicity lasts."""
    until = result.publicity_until
    lasts = result.state == ResultState.PUBLICITY and until is not None and until >= now
    return None if lasts else PublicityOver()


def find_strange_request(result: ResultSet, line: ResultRow, standing: Standing) -> Obstacle | None:
    return standing.find_bar("request_review", Matter((line.unit_code,), _persons(result, line.subject_code)))


def find_obstacle(
    review: Review, result: ResultSet, principal: Principal, standing: Standing, verb: ReviewVerb
) -> Obstacle | None:
    if not principal.may(REVIEW_WORKFLOW.permission_for(verb)):
        return NO_PERMISSION
    if not REVIEW_WORKFLOW.is_possible(verb, review.state):
        return WrongState(state=review.state)
    asked = {"request_review": [review.requester]}
    return standing.find_bar("decide_review", Matter((review.unit_code,), _persons(result, review.subject_code), asked))


def _persons(result: ResultSet, subject_code: str) -> tuple[str, ...]:
    return (subject_code,) if result.subject_kind == "cadre" else ()
