"""When a result may be challenged, and when a review is still to be decided. Pure."""

from datetime import datetime

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import ResultSet, Review
from hengjian.appraisal.reviews.errors import PublicityOver
from hengjian.appraisal.workflows.results import ResultState
from hengjian.appraisal.workflows.reviews import REVIEW_WORKFLOW, ReviewVerb
from hengjian.kit.policy.refusals import Obstacle


def find_late(result: ResultSet, now: datetime) -> Obstacle | None:
    """A review is asked for while publicity lasts."""
    until = result.publicity_until
    lasts = result.state == ResultState.PUBLICITY and until is not None and until >= now
    return None if lasts else PublicityOver()


def find_obstacle(review: Review, verb: ReviewVerb) -> Obstacle | None:
    return None if REVIEW_WORKFLOW.is_possible(verb, review.state) else WrongState(state=review.state)
