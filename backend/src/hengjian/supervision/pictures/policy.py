"""Who may make a photo ready for the public, and who may let it out: never one person both."""

from hengjian.contracts.permissions import Permission
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import RefusedByPolicy
from hengjian.supervision.deductions.errors import DeductionStateForbids
from hengjian.supervision.deductions.policy import NO_PERMISSION, OWN_UNIT, Refusal
from hengjian.supervision.deductions.states import TRANSITIONS, DeductionState, DeductionVerb
from hengjian.supervision.models import Deduction, PublicPicture
from hengjian.supervision.pictures.errors import PictureReviewed

PREPARED_BY_YOU = Refusal("本人制作的图片须由他人审核。", "You prepared this picture; somebody else must review it.")
GOES_NO_FURTHER = Refusal(
    "已退回、合并或撤销的扣分不再公开图片。",
    "A deduction that was returned, merged or revoked shows no further pictures.",
)
_SHOWABLE = TRANSITIONS[DeductionVerb.REVIEW_PUBLIC_TEXT].possible_in


def find_preparing_refusal(principal: Principal, deduction: Deduction) -> Refusal | None:
    if not principal.may(Permission.SUPERVISION_PICTURE_PREPARE):
        return NO_PERMISSION
    if principal.unit_code == deduction.unit_code:
        return OWN_UNIT
    return None if DeductionState(deduction.state) in _SHOWABLE else GOES_NO_FURTHER


def check_may_prepare(principal: Principal, deduction: Deduction) -> None:
    _check_showable(deduction)
    _raise(find_preparing_refusal(principal, deduction))


def find_review_refusal(principal: Principal, deduction: Deduction, picture: PublicPicture) -> Refusal | None:
    if not principal.may(Permission.SUPERVISION_PICTURE_REVIEW):
        return NO_PERMISSION
    if principal.subject == picture.prepared_by:
        return PREPARED_BY_YOU
    if principal.unit_code == deduction.unit_code:
        return OWN_UNIT
    return None if DeductionState(deduction.state) in _SHOWABLE else GOES_NO_FURTHER


def check_may_review(principal: Principal, deduction: Deduction, picture: PublicPicture) -> None:
    if picture.review is not None:
        raise PictureReviewed
    _check_showable(deduction)
    _raise(find_review_refusal(principal, deduction, picture))


def _check_showable(deduction: Deduction) -> None:
    if DeductionState(deduction.state) not in _SHOWABLE:
        raise DeductionStateForbids(state=deduction.state)


def _raise(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise RefusedByPolicy(reason=refusal.reason)


def may_withdraw(principal: Principal, picture: PublicPicture) -> bool:
    return picture.state == "approved" and principal.may(Permission.SUPERVISION_PICTURE_REVIEW)
