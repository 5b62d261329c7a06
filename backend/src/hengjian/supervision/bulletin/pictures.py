"""Pictures as the public gets them: those approved in a published entry, and nothing else."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy import select

from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.routing import Reading, TransactionalRoute
from hengjian.supervision.bulletin.county import find_county
from hengjian.supervision.bulletin.rendering import HOME, Asked, answer_missing
from hengjian.supervision.evidence.endpoints import IfNoneMatch, store_of
from hengjian.supervision.evidence.files import send_file
from hengjian.supervision.models import Deduction, PictureReview, PictureWithdrawal, PublicPicture
from hengjian.supervision.permissions import Anyone
from hengjian.supervision.pictures.service import read_picture

router = APIRouter(prefix="/bulletin", tags=["bulletin"], route_class=TransactionalRoute, include_in_schema=False)

KEPT = "public, max-age=86400, immutable"
"""A day and no longer, so that a withdrawn picture leaves browsers and proxies too."""


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


@router.get("/pictures/{name}.jpg", operation_id="show_bulletin_picture")
async def show_picture(
    session: Reading,
    request: Request,
    principal: Anyone,
    name: Annotated[str, Path(pattern="^[0-9a-f]{64}(-small)?$")],
    if_none_match: IfNoneMatch = None,
) -> Response:
    sha256, _, size = name.partition("-")
    shown = await is_shown(session, sha256)
    if not shown:
        asked = Asked.of(request, "", f"{HOME}pictures/{name}.jpg")
        return answer_missing(asked, await find_county(request), 404 if shown is None else 410)
    return await send_file(
        lambda: read_picture(store_of(request), sha256, small=bool(size)),
        etag=f'"{name}"',
        media_type="image/jpeg",
        filename=f"{name[:12]}.jpg",
        if_none_match=if_none_match,
        caching=KEPT,
    )
