"""A one-vote veto from its proposal to the committee's word."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class VetoState(StrEnum):
    PROPOSED = "proposed"
    DECIDED = "decided"
    DECLINED = "declined"


class VetoVerb(StrEnum):
    DECIDE = "decide"


VETO_WORKFLOW = Workflow(
    states=VetoState,
    transitions={
        VetoVerb.DECIDE: Transition(
            Permission.APPRAISAL_VETO_DECIDE,
            frozenset({VetoState.PROPOSED}),
            frozenset({VetoState.DECIDED, VetoState.DECLINED}),
        )
    },
    begins_in=frozenset({VetoState.PROPOSED}),
)
