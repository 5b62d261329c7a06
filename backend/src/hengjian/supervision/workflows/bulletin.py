"""An entry of the public bulletin: in force until the deduction behind it is taken back."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class EntryState(StrEnum):
    EFFECTIVE = "effective"
    REVOKED = "revoked"


class EntryVerb(StrEnum):
    REVERSE = "reverse"


BULLETIN_ENTRIES: Workflow[EntryState, EntryVerb] = Workflow(
    states=EntryState,
    transitions={
        EntryVerb.REVERSE: Transition(
            Permission.SUPERVISION_DEDUCTION_JUDGE, frozenset({EntryState.EFFECTIVE}), frozenset({EntryState.REVOKED})
        )
    },
    begins_in=frozenset({EntryState.EFFECTIVE}),
)
