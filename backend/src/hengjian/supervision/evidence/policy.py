"""Who may add files to a deduction or a line of a round. Who may add one may withdraw those of the own side."""

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.permissions import Permission
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import NO_PERMISSION, Refusal
from hengjian.supervision.decisions.policy import is_term_over
from hengjian.supervision.models import PURPOSES, Deduction, Rectification, Round, RoundItem
from hengjian.supervision.refusals import TERM_OVER
from hengjian.supervision.workflows.deductions import DeductionState
from hengjian.supervision.workflows.rectifications import RECTIFICATIONS, RectificationVerb
from hengjian.supervision.workflows.rounds import ROUND_ITEMS, ItemState, ItemVerb, RoundState

RECORD, OBJECTION, RECTIFICATION, RECHECK, FINDING, ANSWER = PURPOSES

_ALONG_WITH = {RECTIFICATION: RectificationVerb.REPORT, RECHECK: RectificationVerb.RECHECK}
"""The step of a rectification that such a file goes with."""

NOT_YOURS = Refusal(
    "只有记录人、督查室和被扣分单位可以附文件。",
    "Only the recorder, the supervision office and the unit concerned may add files.",
)
NOTHING_TO_OBJECT_TO = Refusal(
    "单位只能在通知送达后、申辩裁定前附文件。",
    "The unit may add files once it has notice and until its objection is judged.",
)
OTHER_SIDE = Refusal("这类文件只能由另一方提交和撤回。", "Only the other side hands in and withdraws such files.")
ROUND_OVER = Refusal("该轮督查已结束，不能再附文件。", "The round is closed; no file can be added.")
NOTHING_FOUND = Refusal("督查登记以后单位才能附文件。", "The unit may add files once something was found.")
NOTHING_TO_SHOW = Refusal(
    "只能在等待整改或等待复查时附这类文件。",
    "Such files may be added only while it is being put right, or waits for the re-check.",
)


def purpose_of(principal: Principal, deduction: Deduction) -> str:
    """For what the caller adds a file: as the unit concerned, or to show what was found."""
    return OBJECTION if principal.unit_code == deduction.unit_code else RECORD


def find_refusal(
    principal: Principal,
    deduction: Deduction,
    purpose: str | None = None,
    rectification: Rectification | None = None,
) -> Refusal | None:
    """Why this caller may add no file for that purpose now; None when they may.

    What was recorded offline may arrive late, so the recorder and the office are held to no state.
    """
    purpose = purpose or purpose_of(principal, deduction)
    if not principal.may(Permission.SUPERVISION_EVIDENCE_UPLOAD):
        return NO_PERMISSION
    if purpose in _ALONG_WITH:
        return _refuse_rectification(principal, deduction, purpose, rectification)
    if purpose != purpose_of(principal, deduction):
        return OTHER_SIDE
    if purpose == OBJECTION:
        return _refuse_unit(principal, deduction)
    if deduction.recorded_by == principal.person_id or principal.may(Permission.SUPERVISION_DEDUCTION_CONFIRM):
        return None
    return NOT_YOURS


def _refuse_rectification(
    principal: Principal, deduction: Deduction, purpose: str, rectification: Rectification | None
) -> Refusal | None:
    """The unit shows what it has put right while that is with it, the other side what it found on looking again."""
    verb = _ALONG_WITH[purpose]
    if not principal.may(RECTIFICATIONS.permission_for(verb)):
        return NO_PERMISSION
    if (principal.unit_code == deduction.unit_code) != (purpose == RECTIFICATION):
        return OTHER_SIDE
    if rectification is None or not RECTIFICATIONS.is_possible(verb, rectification.state):
        return NOTHING_TO_SHOW
    return None


def _refuse_unit(principal: Principal, deduction: Deduction) -> Refusal | None:
    if not principal.may(Permission.SUPERVISION_DEDUCTION_OBJECT):
        return NOT_YOURS
    if deduction.state == DeductionState.OBJECTED:
        return None
    if deduction.state != DeductionState.NOTIFIED:
        return NOTHING_TO_OBJECT_TO
    return TERM_OVER if is_term_over(deduction) else None


def find_round_refusal(
    principal: Principal, item: RoundItem, current: Round, *, standing: Standing, purpose: str | None = None
) -> Refusal | None:
    """Why this caller may add no file to a line of a round now: the unit to what it says, the checker to what was
    found."""
    own = round_purpose_of(principal, item)
    if not principal.may(Permission.SUPERVISION_EVIDENCE_UPLOAD):
        return NO_PERMISSION
    if purpose not in {None, own}:
        return OTHER_SIDE
    if not principal.may(ROUND_ITEMS.permission_for(ItemVerb.ANSWER if own == ANSWER else ItemVerb.FIND)):
        return NO_PERMISSION
    if current.state != RoundState.OPEN:
        return ROUND_OVER
    if own == ANSWER:
        return NOTHING_FOUND if item.state == ItemState.AWAITED else None
    return standing.find_bar("record_round_findings", Matter((item.unit_code,)))


def round_purpose_of(principal: Principal, item: RoundItem) -> str:
    return ANSWER if principal.unit_code == item.unit_code else FINDING
