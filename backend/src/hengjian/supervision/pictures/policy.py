"""Who may make a photo ready for the public, and who may let it out: never one person both."""

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.permissions import Permission
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import NO_PERMISSION, Obstacle, Refusal
from hengjian.supervision.errors import DeductionStateForbids
from hengjian.supervision.models import Deduction, PublicPicture
from hengjian.supervision.pictures.errors import PictureReviewed
from hengjian.supervision.workflows.deductions import GOES_ON

GOES_NO_FURTHER = Refusal(
    "已退回、合并或撤销的扣分不再公开图片。",
    "A deduction that was returned, merged or revoked shows no further pictures.",
)


def _matter_of(deduction: Deduction, picture: PublicPicture | None = None) -> Matter:
    prepared = [] if picture is None else [picture.prepared_by]
    return Matter((deduction.unit_code,), deduction.cadre_codes, {"prepare_public_picture": prepared})


def find_preparing_refusal(principal: Principal, deduction: Deduction, standing: Standing) -> Refusal | None:
    if not principal.may(Permission.SUPERVISION_PICTURE_PREPARE):
        return NO_PERMISSION
    if bar := standing.find_bar("prepare_public_picture", _matter_of(deduction)):
        return bar
    return None if deduction.state in GOES_ON else GOES_NO_FURTHER


def find_preparing_obstacle(principal: Principal, deduction: Deduction, standing: Standing) -> Obstacle | None:
    return _find_state_obstacle(deduction) or find_preparing_refusal(principal, deduction, standing)


def find_review_refusal(
    principal: Principal, deduction: Deduction, picture: PublicPicture, standing: Standing
) -> Refusal | None:
    if not principal.may(Permission.SUPERVISION_PICTURE_REVIEW):
        return NO_PERMISSION
    if bar := standing.find_bar("approve_public_picture", _matter_of(deduction, picture)):
        return bar
    return None if deduction.state in GOES_ON else GOES_NO_FURTHER


def find_review_obstacle(
    principal: Principal, deduction: Deduction, picture: PublicPicture, standing: Standing
) -> Obstacle | None:
    if picture.review is not None:
        return PictureReviewed()
    return _find_state_obstacle(deduction) or find_review_refusal(principal, deduction, picture, standing)


def _find_state_obstacle(deduction: Deduction) -> Obstacle | None:
    return None if deduction.state in GOES_ON else DeductionStateForbids(state=deduction.state)


def find_withdrawing_bar(deduction: Deduction, standing: Standing) -> Refusal | None:
    return standing.find_bar("withdraw_public_picture", _matter_of(deduction))


def may_withdraw(principal: Principal, deduction: Deduction, picture: PublicPicture, standing: Standing) -> bool:
    is_office = principal.may(Permission.SUPERVISION_PICTURE_REVIEW)
    return picture.state == "approved" and is_office and find_withdrawing_bar(deduction, standing) is None
