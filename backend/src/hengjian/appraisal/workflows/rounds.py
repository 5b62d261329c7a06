"""Evaluations and sheets: what is entered while a round is open becomes facts when it closes."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class RoundState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class RoundVerb(StrEnum):
    ENTER = "enter"
    CLOSE = "close"


def _round_workflow(enter: Permission, close: Permission) -> Workflow[RoundState, RoundVerb]:
    return Workflow(
        states=RoundState,
        transitions={
            RoundVerb.ENTER: Transition(enter, frozenset({RoundState.OPEN})),
            RoundVerb.CLOSE: Transition(close, frozenset({RoundState.OPEN}), frozenset({RoundState.CLOSED})),
        },
        begins_in=frozenset({RoundState.OPEN}),
    )


EVALUATION_ROUND_WORKFLOW = _round_workflow(
    Permission.APPRAISAL_EVALUATION_SCORE, Permission.APPRAISAL_EVALUATION_MANAGE
)
SHEET_ROUND_WORKFLOW = _round_workflow(Permission.APPRAISAL_SHEET_SCORE, Permission.APPRAISAL_SHEET_MANAGE)
