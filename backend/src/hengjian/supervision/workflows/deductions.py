"""The stations of a deduction and the verbs that lead from one to the next."""

from enum import StrEnum

from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Transition, Workflow


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


_S, _V, _P = DeductionState, DeductionVerb, Permission

ON_ITS_WAY = frozenset({_S.RECORDED, _S.CONFIRMED, _S.NOTIFIED, _S.OBJECTED})
GOES_ON = ON_ITS_WAY | {_S.EFFECTIVE}
"""What was neither sent back nor merged nor revoked."""


def _from(state: DeductionState, permission: Permission, *leads_to: DeductionState) -> Transition[DeductionState]:
    return Transition(permission, frozenset({state}), frozenset(leads_to))


DEDUCTIONS: Workflow[DeductionState, DeductionVerb] = Workflow(
    states=DeductionState,
    transitions={
        _V.CONFIRM: _from(_S.RECORDED, _P.SUPERVISION_DEDUCTION_CONFIRM, _S.CONFIRMED),
        _V.CORRECT: _from(_S.EFFECTIVE, _P.SUPERVISION_DEDUCTION_JUDGE, _S.REVOKED),
        _V.RETURN: _from(_S.RECORDED, _P.SUPERVISION_DEDUCTION_CONFIRM, _S.RETURNED),
        _V.MERGE: _from(_S.RECORDED, _P.SUPERVISION_DEDUCTION_CONFIRM, _S.MERGED),
        _V.NOTIFY: _from(_S.CONFIRMED, _P.SUPERVISION_DEDUCTION_CONFIRM, _S.NOTIFIED),
        _V.OBJECT: _from(_S.NOTIFIED, _P.SUPERVISION_DEDUCTION_OBJECT, _S.OBJECTED),
        _V.JUDGE: _from(_S.OBJECTED, _P.SUPERVISION_DEDUCTION_JUDGE, _S.EFFECTIVE, _S.REVOKED),
        _V.PUBLISH: _from(_S.EFFECTIVE, _P.SUPERVISION_DEDUCTION_PUBLISH),
        _V.REVIEW_PUBLIC_TEXT: Transition(_P.SUPERVISION_DEDUCTION_PUBLISH, GOES_ON),
        _V.REVOKE: _from(_S.EFFECTIVE, _P.SUPERVISION_DEDUCTION_JUDGE, _S.REVOKED),
    },
    # A corrected entry is in force at once: the unit had its notice and its term.
    begins_in=frozenset({_S.RECORDED, _S.EFFECTIVE}),
    by_time=((_S.NOTIFIED, _S.EFFECTIVE),),
)
