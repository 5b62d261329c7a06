"""Who may make a photo ready for the public, and who may let it out: never one person both."""

from hengjian.contracts.permissions import Permission
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import NO_PERMISSION, Obstacle, Refusal
from hengjian.supervision.errors import DeductionStateForbids
from hengjian.supervision.models import Deduction, PublicPicture
from hengjian.supervision.pictures.errors import PictureReviewed
from hengjian.supervision.refusals import OWN_UNIT
from hengjian.supervision.workflows.deductions import GOES_ON

PREPARED_BY_YOU = Refusal("本人制作的图片须由他人审核。", "You prepared this picture; somebody else must review it.")
GOES_NO_FURTHER = Refusal(
    "已退回、合并或撤销的扣分不再公开图片。",
    "A deduction that was returned, merged or revoked shows no further pictures.",
)


def find_preparing_refusal(principal: Principal, deduction: Deduction) -> Refusal | None:
    if not principal.may(Permission.SUPERVISION_PICTURE_PREPARE):
        return NO_PERMISSION
    if principal.unit_code == deduction.unit_code:
        return OWN_UNIT
    return None if deduction.state in GOES_ON else GOES_NO_FURTHER


def find_preparing_obstacle(principal: Principal, deduction: Deduction) -> Obstacle | None:
    return _find_state_obstacle(deduction) or find_preparing_refusal(principal, deduction)


def find_review_refusal(principal: Principal, deduction: Deduction, picture: PublicPicture) -> Refusal | None:
    if not principal.may(Permission.SUPERVISION_PICTURE_REVIEW):
        return NO_PERMISSION
    if principal.subject == picture.prepared_by:
        return PREPARED_BY_YOU
    if principal.unit_code == deduction.unit_code:
        return OWN_UNIT
    return None if deduction.state in GOES_ON else GOES_NO_FURTHER


def find_review_obstacle(principal: Principal, deduction: Deduction, picture: PublicPicture) -> Obstacle | None:
    if picture.review is not None:
        return PictureReviewed()
    return _find_state_obstacle(deduction) or find_review_refusal(principal, deduction, picture)


def _find_state_obstacle(deduction: Deduction) -> Obstacle | None:
    return None if deduction.state in GOES_ON else DeductionStateForbids(state=deduction.state)


def may_withdraw(principal: Principal, picture: PublicPicture) -> bool:
    return picture.state == "approved" and principal.may(Permission.SUPERVISION_PICTURE_REVIEW)
