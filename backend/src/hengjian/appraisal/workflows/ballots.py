"""A round of ballots: as every year-end round, and void after a restore until the committee decides."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class BallotState(StrEnum):
    OPEN = "open"
    VOID = "void"
    CLOSED = "closed"


class BallotVerb(StrEnum):
    ENTER = "enter"
    CLOSE = "close"
    DECIDE = "decide"


class BallotRuling(StrEnum):
    """What the committee decides of a void round: its counts stand and it goes on, or it is held again without them."""

    GO_ON = "go_on"
    HOLD_AGAIN = "hold_again"


_COUNT = Permission.APPRAISAL_BALLOT_COUNT

BALLOT_ROUND_WORKFLOW = Workflow(
    states=BallotState,
    transitions={
        BallotVerb.ENTER: Transition(_COUNT, frozenset({BallotState.OPEN})),
        BallotVerb.CLOSE: Transition(_COUNT, frozenset({BallotState.OPEN}), frozenset({BallotState.CLOSED})),
        BallotVerb.DECIDE: Transition(
            Permission.APPRAISAL_BALLOT_DECIDE, frozenset({BallotState.VOID}), frozenset({BallotState.OPEN})
        ),
    },
    begins_in=frozenset({BallotState.OPEN}),
    by_time=((BallotState.OPEN, BallotState.VOID),),
)
"""Who restores a database voids what was open in it; no person of the office does."""
