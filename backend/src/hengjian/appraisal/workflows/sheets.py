"""One subject's sheet in a round of on-site appraisal: verified, scored blind, signed; or stopped and begun anew."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class SheetState(StrEnum):
    AWAITED = "awaited"
    VERIFIED = "verified"
    SCORED = "scored"
    SIGNED = "signed"
    STOPPED = "stopped"


class SheetVerb(StrEnum):
    VERIFY = "verify"
    SCORE = "score"
    SIGN = "sign"
    STOP = "stop"


SHEET_WORKFLOW = Workflow(
    states=SheetState,
    transitions={
        SheetVerb.VERIFY: Transition(
            Permission.APPRAISAL_SHEET_VERIFY,
            frozenset({SheetState.AWAITED, SheetState.STOPPED}),
            frozenset({SheetState.VERIFIED}),
        ),
        # Scored with the last of its scorers; until then it stays verified.
        SheetVerb.SCORE: Transition(
            Permission.APPRAISAL_SHEET_SCORE,
            frozenset({SheetState.VERIFIED}),
            frozenset({SheetState.SCORED}),
        ),
        SheetVerb.SIGN: Transition(
            Permission.APPRAISAL_SHEET_MONITOR,
            frozenset({SheetState.SCORED}),
            frozenset({SheetState.SIGNED}),
        ),
        SheetVerb.STOP: Transition(
            Permission.APPRAISAL_SHEET_MONITOR,
            frozenset({SheetState.AWAITED, SheetState.VERIFIED, SheetState.SCORED}),
            frozenset({SheetState.STOPPED}),
        ),
    },
    begins_in=frozenset({SheetState.AWAITED}),
)
