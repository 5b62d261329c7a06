"""The stations of a rectification and the verbs that lead from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hengjian.contracts.permissions import Permission


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


@dataclass(frozen=True)
class Transition:
    """From which states a verb is possible, and the permission that it takes."""

    permission: Permission
    possible_in: frozenset[RectificationState]


_S = RectificationState

RUNNING = frozenset({_S.OPEN, _S.FAILED})
"""The term runs: what is not reported by its end becomes overdue."""

WITH_UNIT = RUNNING | {_S.OVERDUE}
UNSETTLED = WITH_UNIT | {_S.REPORTED}

TRANSITIONS: Mapping[RectificationVerb, Transition] = {
    RectificationVerb.REPORT: Transition(Permission.SUPERVISION_RECTIFICATION_REPORT, WITH_UNIT),
    RectificationVerb.RECHECK: Transition(Permission.SUPERVISION_RECTIFICATION_RECHECK, frozenset({_S.REPORTED})),
    RectificationVerb.WITHDRAW: Transition(Permission.SUPERVISION_RECTIFICATION_MANAGE, UNSETTLED),
    RectificationVerb.ASK_EXTENSION: Transition(Permission.SUPERVISION_RECTIFICATION_REPORT, RUNNING),
    RectificationVerb.EXTEND: Transition(Permission.SUPERVISION_RECTIFICATION_MANAGE, RUNNING),
    RectificationVerb.DECLINE_EXTENSION: Transition(Permission.SUPERVISION_RECTIFICATION_MANAGE, RUNNING),
}
