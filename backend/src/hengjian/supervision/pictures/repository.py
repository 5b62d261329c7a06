from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.supervision.models import Deduction, PictureReview, PictureWithdrawal, PublicPicture, WaitingPicture
from hengjian.supervision.workflows.deductions import GOES_ON

_WHOLE = (selectinload(PublicPicture.review), selectinload(PublicPicture.withdrawal))


async def list_pictures(session: AnySession, deduction_id: UUID) -> Sequence[PublicPicture]:
    """Of a deduction that the caller has been found to see, in the order in which they were prepared."""
    statement = select(PublicPicture).where(PublicPicture.deduction_id == deduction_id).options(*_WHOLE)
    return (await session.scalars(statement.order_by(PublicPicture.prepared_at, PublicPicture.id))).all()


async def get_picture(session: AnySession, picture_id: UUID) -> PublicPicture | None:
    return await session.get(PublicPicture, picture_id, options=_WHOLE, populate_existing=True)


def add_picture(session: WriteSession, picture: PublicPicture) -> None:
    session.add(picture)


async def list_live_pictures(session: AnySession, evidence_id: UUID) -> Sequence[PublicPicture]:
    """Those made from a photo, approved and not withdrawn."""
    statement = (
        select(PublicPicture)
        .join(PictureReview, PictureReview.picture_id == PublicPicture.id)
        .outerjoin(PictureWithdrawal, PictureWithdrawal.picture_id == PublicPicture.id)
        .where(
            PublicPicture.evidence_id == evidence_id,
            PictureReview.outcome == "approved",
            PictureWithdrawal.picture_id.is_(None),
        )
    )
    return (await session.scalars(statement.options(*_WHOLE))).all()


async def count_open(session: WriteSession, deduction_id: UUID) -> int:
    """Pictures that are shown or may still be."""
    statement = (
        select(func.count())
        .select_from(PublicPicture)
        .outerjoin(PictureReview)
        .outerjoin(PictureWithdrawal, PictureWithdrawal.picture_id == PublicPicture.id)
        .where(
            PublicPicture.deduction_id == deduction_id,
            func.coalesce(PictureReview.outcome, "approved") == "approved",
            PictureWithdrawal.picture_id.is_(None),
        )
    )
    return int(await session.scalar(statement) or 0)


async def list_waiting(session: AnySession, limit: int) -> Sequence[tuple[PublicPicture, Deduction]]:
    """For reviewers, who see the whole county: the longest waiting first."""
    statement = (
        select(PublicPicture, Deduction)
        .join(WaitingPicture, WaitingPicture.picture_id == PublicPicture.id)
        .join(Deduction, Deduction.id == WaitingPicture.deduction_id)
        .where(Deduction.state.in_(sorted(GOES_ON)))
        .order_by(WaitingPicture.prepared_at, WaitingPicture.picture_id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in await session.execute(statement)]


async def find_referenced(session: WriteSession, hashes: Collection[str]) -> set[str]:
    return set(await session.scalars(select(PublicPicture.sha256).where(PublicPicture.sha256.in_(hashes)).distinct()))


async def is_shown(session: AnySession, sha256: str) -> bool | None:
    """False where it was shown and withdrawn, None where the public never saw it."""
    statement = (
        select(PictureWithdrawal.picture_id.is_(None))
        .select_from(PublicPicture)
        .join(Deduction, Deduction.id == PublicPicture.deduction_id)
        .join(PictureReview, PictureReview.picture_id == PublicPicture.id)
        .outerjoin(PictureWithdrawal, PictureWithdrawal.picture_id == PublicPicture.id)
        .where(PublicPicture.sha256 == sha256, PictureReview.outcome == "approved", Deduction.published_at.is_not(None))
    )
    return max(await session.scalars(statement), default=None)
