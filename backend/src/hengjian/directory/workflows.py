"""A grant of a role, from the proposal to its end."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class GrantState(StrEnum):
    WAITING = "waiting"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class GrantVerb(StrEnum):
    CONFIRM = "confirm"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    END = "end"


GRANT: Workflow[GrantState, GrantVerb] = Workflow(
    states=GrantState,
    transitions={
        GrantVerb.CONFIRM: Transition(
            Permission.DIRECTORY_GRANT_CONFIRM,
            frozenset({GrantState.WAITING}),
            frozenset({GrantState.IN_FORCE}),
        ),
        GrantVerb.REFUSE: Transition(
            Permission.DIRECTORY_GRANT_CONFIRM,
            frozenset({GrantState.WAITING}),
            frozenset({GrantState.REFUSED}),
        ),
        GrantVerb.WITHDRAW: Transition(
            Permission.DIRECTORY_ACCOUNT_MANAGE,
            frozenset({GrantState.WAITING}),
            frozenset({GrantState.WITHDRAWN}),
        ),
        GrantVerb.END: Transition(
            Permission.DIRECTORY_ACCOUNT_MANAGE,
            frozenset({GrantState.IN_FORCE}),
            frozenset({GrantState.ENDED}),
        ),
    },
    begins_in=frozenset({GrantState.WAITING, GrantState.IN_FORCE}),
)
