"""Who may add files to a deduction and who may withdraw one."""

from hengjian.contracts.permissions import Permission
from hengjian.kit.auth import Principal
from hengjian.kit.problems import RefusedByPolicy
from hengjian.supervision.deductions.policy import NO_PERMISSION, TERM_OVER, Refusal, is_term_over
from hengjian.supervision.deductions.states import DeductionState
from hengjian.supervision.models import Deduction, Evidence

RECORD, OBJECTION = "record", "objection"

NOT_YOURS = Refusal(
    "只有记录人、督查室和被扣分单位可以附文件。",
    "Only the recorder, the supervision office and the unit concerned may add files.",
)
NOTHING_TO_OBJECT_TO = Refusal(
    "单位只能在通知送达后、申辩裁定前附文件。",
    "The unit may add files once it has notice and until its objection is judged.",
)
OTHER_SIDE = Refusal("只能由提交方撤回。", "Only the side that handed it in may withdraw it.")


def purpose_of(principal: Principal, deduction: Deduction) -> str:
    """For what the caller adds a file: as the unit concerned, or to show what was found."""
    return OBJECTION if principal.unit_code == deduction.unit_code else RECORD


def find_refusal(principal: Principal, deduction: Deduction) -> Refusal | None:
    """Why this caller may add no file now; None when they may.

    What was recorded offline may arrive late, so the recorder and the office are held to no state.
    """
    if not principal.may(Permission.SUPERVISION_EVIDENCE_UPLOAD):
        return NO_PERMISSION
    if purpose_of(principal, deduction) == OBJECTION:
        return _refuse_unit(principal, deduction)
    if deduction.recorded_by == principal.subject or principal.may(Permission.SUPERVISION_DEDUCTION_CONFIRM):
        return None
    return NOT_YOURS


def _refuse_unit(principal: Principal, deduction: Deduction) -> Refusal | None:
    if not principal.may(Permission.SUPERVISION_DEDUCTION_OBJECT):
        return NOT_YOURS
    if deduction.state == DeductionState.OBJECTED:
        return None
    if deduction.state != DeductionState.NOTIFIED:
        return NOTHING_TO_OBJECT_TO
    return TERM_OVER if is_term_over(deduction) else None


def check_may_add(principal: Principal, deduction: Deduction) -> None:
    refusal = find_refusal(principal, deduction)
    if refusal is not None:
        raise RefusedByPolicy(reason=refusal.reason)


def find_withdrawal_refusal(principal: Principal, deduction: Deduction, evidence: Evidence) -> Refusal | None:
    """The side that handed a file in may withdraw it for as long as it may add one."""
    refusal = find_refusal(principal, deduction)
    if refusal is None and evidence.purpose != purpose_of(principal, deduction):
        return OTHER_SIDE
    return refusal


def check_may_withdraw(principal: Principal, deduction: Deduction, evidence: Evidence) -> None:
    refusal = find_withdrawal_refusal(principal, deduction, evidence)
    if refusal is not None:
        raise RefusedByPolicy(reason=refusal.reason)
