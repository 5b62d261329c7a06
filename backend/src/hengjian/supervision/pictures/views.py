"""Public pictures as a reader may see them."""

from uuid import UUID

from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.problems.problems import found
from hengjian.supervision.models import Deduction, PictureReview, PictureWithdrawal, PublicPicture
from hengjian.supervision.pictures import policy, repository
from hengjian.supervision.pictures.schemas import (
    PictureReviewView,
    PictureWithdrawalView,
    PublicPictureList,
    PublicPictureView,
    WaitingPicture,
)
from hengjian.supervision.queries.deductions import get_deduction
from hengjian.supervision.queries.impartiality import find_standing
from hengjian.supervision.sight import may_see_names, sight_of

WAITING_LIMIT = 200


async def list_pictures(session: AnySession, deduction_id: UUID, principal: Principal) -> PublicPictureList:
    deduction = found(await get_deduction(session, sight_of(principal), deduction_id))
    rows = await repository.list_pictures(session, deduction_id)
    standing = await find_standing(session, principal)
    refusal = policy.find_preparing_refusal(principal, deduction, standing)
    return PublicPictureList(
        items=[show_picture(row, deduction, principal, standing) for row in rows],
        may_prepare=refusal is None,
        refusal=refusal.reason if refusal else None,
    )


def show_picture(
    row: PublicPicture, deduction: Deduction, principal: Principal, standing: Standing
) -> PublicPictureView:
    named = may_see_names(principal)
    refusal = policy.find_review_refusal(principal, deduction, row, standing) if row.review is None else None
    return PublicPictureView.model_validate(
        {
            **{name: getattr(row, name) for name in _PLAIN},
            "by": row.prepared_by_name if named else None,
            "review": _review(row.review, named),
            "withdrawal": _withdrawal(row.withdrawal, named),
            "may_review": row.review is None and refusal is None,
            "refusal": refusal.reason if refusal else None,
            "version": row.version,
            "may_withdraw": policy.may_withdraw(principal, deduction, row, standing),
        }
    )


_PLAIN = (
    "id", "evidence_id", "sha256", "width", "height", "covered", "says_nothing_to_hide", "alt_text", "alt_text_en",
    "state", "prepared_at",
)  # fmt: skip


def _review(review: PictureReview | None, named: bool) -> PictureReviewView | None:
    if review is None:
        return None
    by = review.reviewed_by_name if named else None
    return PictureReviewView.model_validate(
        {"outcome": review.outcome, "reason": review.reason, "reviewed_at": review.reviewed_at, "by": by}
    )


def _withdrawal(withdrawal: PictureWithdrawal | None, named: bool) -> PictureWithdrawalView | None:
    if withdrawal is None:
        return None
    by = withdrawal.withdrawn_by_name if named else None
    return PictureWithdrawalView(reason=withdrawal.reason, withdrawn_at=withdrawal.withdrawn_at, by=by)


async def list_waiting(session: AnySession, principal: Principal) -> list[WaitingPicture]:
    standing = await find_standing(session, principal)
    return [
        WaitingPicture(
            id=picture.id,
            deduction_id=deduction.id,
            number=deduction.number,
            unit_code=deduction.unit_code,
            unit_name=deduction.unit_name,
            rule_title=deduction.rule_title,
            rule_title_en=deduction.rule_title_en,
            prepared_at=picture.prepared_at,
            may_review=policy.find_review_refusal(principal, deduction, picture, standing) is None,
        )
        for picture, deduction in await repository.list_waiting(session, WAITING_LIMIT)
    ]


async def show_again(session: AnySession, picture: PublicPicture, principal: Principal) -> PublicPictureView:
    """A picture as it stands after a step of the caller."""
    deduction = found(await get_deduction(session, sight_of(principal), picture.deduction_id))
    return show_picture(picture, deduction, principal, await find_standing(session, principal))
