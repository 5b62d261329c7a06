"""A bonus claim from the unit's claim to the owner's judgement."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class BonusState(StrEnum):
    CLAIMED = "claimed"
    VERIFIED = "verified"
    REFUSED = "refused"


class BonusVerb(StrEnum):
    JUDGE = "judge"


BONUS_WORKFLOW = Workflow(
    states=BonusState,
    transitions={
        BonusVerb.JUDGE: Transition(
            Permission.APPRAISAL_BONUS_VERIFY,
            frozenset({BonusState.CLAIMED}),
            frozenset({BonusState.VERIFIED, BonusState.REFUSED}),
        )
    },
    begins_in=frozenset({BonusState.CLAIMED}),
)
