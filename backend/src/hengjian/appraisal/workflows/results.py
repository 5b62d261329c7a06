"""The result of a class from computing to final."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class ResultState(StrEnum):
    COMPUTED = "computed"
    APPROVED = "approved"
    PUBLICITY = "publicity"
    FINAL = "final"


class ResultVerb(StrEnum):
    COMPUTE = "compute"
    APPROVE = "approve"
    PUBLISH = "publish"
    RECOMPUTE = "recompute"
    FINALISE = "finalise"


PUBLISHED = frozenset({ResultState.PUBLICITY, ResultState.FINAL})
"""States in which others than those who make the result may see it."""

RESULT_WORKFLOW = Workflow(
    states=ResultState,
    transitions={
        ResultVerb.COMPUTE: Transition(Permission.APPRAISAL_RESULT_COMPUTE, frozenset({ResultState.COMPUTED})),
        ResultVerb.APPROVE: Transition(
            Permission.APPRAISAL_RESULT_APPROVE,
            frozenset({ResultState.COMPUTED}),
            frozenset({ResultState.APPROVED}),
        ),
        ResultVerb.PUBLISH: Transition(
            Permission.APPRAISAL_RESULT_PUBLISH,
            frozenset({ResultState.APPROVED}),
            frozenset({ResultState.PUBLICITY}),
        ),
        # A review's change is published as the next version of the same result.
        ResultVerb.RECOMPUTE: Transition(Permission.APPRAISAL_RESULT_PUBLISH, frozenset({ResultState.PUBLICITY})),
        ResultVerb.FINALISE: Transition(
            Permission.APPRAISAL_RESULT_PUBLISH,
            frozenset({ResultState.PUBLICITY}),
            frozenset({ResultState.FINAL}),
        ),
    },
    begins_in=frozenset({ResultState.COMPUTED}),
)
