"""Taking a picture back from the public, by itself or because its photo goes."""

from uuid import UUID

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.time.clock import office_now
from hengjian.supervision.bulletin.service import show_pictures
from hengjian.supervision.models import Deduction, PictureWithdrawal, PublicPicture
from hengjian.supervision.pictures import repository
from hengjian.supervision.queries.saving import save

PHOTO_WITHDRAWN = "所依据的照片已由提交方撤回。"


def enter_withdrawal(picture: PublicPicture, reason: str, principal: Principal) -> None:
    picture.withdrawal = PictureWithdrawal(
        reason=reason, withdrawn_at=office_now(), withdrawn_by=principal.person_id, withdrawn_by_name=principal.name
    )


async def withdraw_pictures_of(
    session: WriteSession, evidence_id: UUID, deduction: Deduction, principal: Principal
) -> None:
    """What was made from a photo goes with it."""
    pictures = await repository.list_live_pictures(session, evidence_id)
    for picture in pictures:
        enter_withdrawal(picture, PHOTO_WITHDRAWN, principal)
    if pictures:
        await save(session)
        await show_pictures(session, deduction)
