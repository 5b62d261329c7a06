"""The stations of a deduction and the verbs that lead from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hengjian.contracts.permissions import Permission


class DeductionState(StrEnum):
    RECORDED = "recorded"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    MERGED = "merged"
    NOTIFIED = "notified"
    OBJECTED = "objected"
    EFFECTIVE = "effective"
    REVOKED = "revoked"


class DeductionVerb(StrEnum):
    CONFIRM = "confirm"
    CORRECT = "correct"
    RETURN = "return"
    MERGE = "merge"
    NOTIFY = "notify"
    OBJECT = "object"
    JUDGE = "judge"
    PUBLISH = "publish"
    REVIEW_PUBLIC_TEXT = "review_public_text"
    REVOKE = "revoke"


@dataclass(frozen=True)
class Transition:
    """From which states a verb is possible, and the permission that it takes."""

    permission: Permission
    possible_in: frozenset[DeductionState]


_S = DeductionState

TRANSITIONS: Mapping[DeductionVerb, Transition] = {
    DeductionVerb.CONFIRM: Transition(Permission.SUPERVISION_DEDUCTION_CONFIRM, frozenset({_S.RECORDED})),
    DeductionVerb.CORRECT: Transition(Permission.SUPERVISION_DEDUCTION_JUDGE, frozenset({_S.EFFECTIVE})),
    DeductionVerb.RETURN: Transition(Permission.SUPERVISION_DEDUCTION_CONFIRM, frozenset({_S.RECORDED})),
    DeductionVerb.MERGE: Transition(Permission.SUPERVISION_DEDUCTION_CONFIRM, frozenset({_S.RECORDED})),
    DeductionVerb.NOTIFY: Transition(Permission.SUPERVISION_DEDUCTION_CONFIRM, frozenset({_S.CONFIRMED})),
    DeductionVerb.OBJECT: Transition(Permission.SUPERVISION_DEDUCTION_OBJECT, frozenset({_S.NOTIFIED})),
    DeductionVerb.JUDGE: Transition(Permission.SUPERVISION_DEDUCTION_JUDGE, frozenset({_S.OBJECTED})),
    DeductionVerb.PUBLISH: Transition(Permission.SUPERVISION_DEDUCTION_PUBLISH, frozenset({_S.EFFECTIVE})),
    DeductionVerb.REVIEW_PUBLIC_TEXT: Transition(
        Permission.SUPERVISION_DEDUCTION_PUBLISH,
        frozenset({_S.RECORDED, _S.CONFIRMED, _S.NOTIFIED, _S.OBJECTED, _S.EFFECTIVE}),
    ),
    DeductionVerb.REVOKE: Transition(Permission.SUPERVISION_DEDUCTION_JUDGE, frozenset({_S.EFFECTIVE})),
}
