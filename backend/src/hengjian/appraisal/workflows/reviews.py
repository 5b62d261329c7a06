"""A challenge of a published result, from the request to the committee's decision."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class ReviewState(StrEnum):
    REQUESTED = "requested"
    UPHELD = "upheld"
    CHANGED = "changed"


class ReviewVerb(StrEnum):
    DECIDE = "decide"


REVIEW_WORKFLOW = Workflow(
    states=ReviewState,
    transitions={
        ReviewVerb.DECIDE: Transition(
            Permission.APPRAISAL_REVIEW_DECIDE,
            frozenset({ReviewState.REQUESTED}),
            frozenset({ReviewState.UPHELD, ReviewState.CHANGED}),
        )
    },
    begins_in=frozenset({ReviewState.REQUESTED}),
)
