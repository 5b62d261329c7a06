"""A scheme from draft to the edition that takes its place."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class SchemeState(StrEnum):
    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    ISSUED = "issued"
    AMENDED = "amended"


class SchemeVerb(StrEnum):
    CHANGE = "change"
    REVIEW = "review"
    APPROVE = "approve"
    ISSUE = "issue"
    AMEND = "amend"


SCHEME_WORKFLOW = Workflow(
    states=SchemeState,
    transitions={
        SchemeVerb.CHANGE: Transition(Permission.APPRAISAL_SCHEME_WRITE, frozenset({SchemeState.DRAFT})),
        SchemeVerb.REVIEW: Transition(
            Permission.APPRAISAL_SCHEME_REVIEW,
            frozenset({SchemeState.DRAFT}),
            frozenset({SchemeState.REVIEWED}),
        ),
        SchemeVerb.APPROVE: Transition(
            Permission.APPRAISAL_SCHEME_APPROVE,
            frozenset({SchemeState.REVIEWED}),
            frozenset({SchemeState.APPROVED}),
        ),
        SchemeVerb.ISSUE: Transition(
            Permission.APPRAISAL_SCHEME_ISSUE,
            frozenset({SchemeState.APPROVED}),
            frozenset({SchemeState.ISSUED}),
        ),
        # Begins another edition as a draft; this one counts until that is issued.
        SchemeVerb.AMEND: Transition(Permission.APPRAISAL_SCHEME_WRITE, frozenset({SchemeState.ISSUED})),
    },
    begins_in=frozenset({SchemeState.DRAFT}),
    by_time=((SchemeState.ISSUED, SchemeState.AMENDED),),
)
"""An issued edition becomes ``amended`` when the one that amends it is issued."""
