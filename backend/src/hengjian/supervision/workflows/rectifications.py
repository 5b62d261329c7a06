"""The stations of a rectification and the verbs that lead from one to the next."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


class RectificationState(StrEnum):
    OPEN = "open"
    OVERDUE = "overdue"
    REPORTED = "reported"
    FAILED = "failed"
    PASSED = "passed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class StepKind(StrEnum):
    """``moved`` to a state; the others leave it where it is and are about another last day."""

    MOVED = "moved"
    EXTENSION_ASKED = "extension_asked"
    EXTENDED = "extended"
    EXTENSION_DECLINED = "extension_declined"


class RectificationVerb(StrEnum):
    REPORT = "report"
    RECHECK = "recheck"
    ASK_EXTENSION = "ask_extension"
    EXTEND = "extend"
    DECLINE_EXTENSION = "decline_extension"
    WITHDRAW = "withdraw"


_S, _V, _P = RectificationState, RectificationVerb, Permission

RUNNING = frozenset({_S.OPEN, _S.FAILED})
"""The term runs: what is not reported by its end becomes overdue."""

WITH_UNIT = RUNNING | {_S.OVERDUE}
UNSETTLED = WITH_UNIT | {_S.REPORTED}

RECTIFICATIONS: Workflow[RectificationState, RectificationVerb] = Workflow(
    states=RectificationState,
    transitions={
        _V.REPORT: Transition(_P.SUPERVISION_RECTIFICATION_REPORT, WITH_UNIT, frozenset({_S.REPORTED})),
        _V.RECHECK: Transition(
            _P.SUPERVISION_RECTIFICATION_RECHECK, frozenset({_S.REPORTED}), frozenset({_S.PASSED, _S.FAILED})
        ),
        _V.WITHDRAW: Transition(_P.SUPERVISION_RECTIFICATION_MANAGE, UNSETTLED, frozenset({_S.WITHDRAWN})),
        _V.ASK_EXTENSION: Transition(_P.SUPERVISION_RECTIFICATION_REPORT, RUNNING),
        _V.EXTEND: Transition(_P.SUPERVISION_RECTIFICATION_MANAGE, RUNNING),
        _V.DECLINE_EXTENSION: Transition(_P.SUPERVISION_RECTIFICATION_MANAGE, RUNNING),
    },
    begins_in=frozenset({_S.OPEN}),
    # A term passes, or the deduction behind it is revoked.
    by_time=(
        *((state, _S.OVERDUE) for state in sorted(RUNNING)),
        *((state, _S.LAPSED) for state in sorted(UNSETTLED)),
    ),
)
