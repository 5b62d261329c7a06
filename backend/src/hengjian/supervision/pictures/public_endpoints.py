"""Pictures as the public gets them: those approved in a published entry, and nothing else."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from hengjian.kit.edge.routing import Reading, TransactionalRoute
from hengjian.supervision.bulletin.county import find_county
from hengjian.supervision.bulletin.rendering import HOME, Asked, answer_missing
from hengjian.supervision.evidence.files import IfNoneMatch, send_file, store_of
from hengjian.supervision.permissions import Anyone
from hengjian.supervision.pictures.repository import is_shown
from hengjian.supervision.pictures.service import read_picture

router = APIRouter(prefix="/bulletin", tags=["bulletin"], route_class=TransactionalRoute, include_in_schema=False)

KEPT = "public, max-age=86400, immutable"
"""A day and no longer, so that a withdrawn picture leaves browsers and proxies too."""


@router.get("/pictures/{name}.jpg", operation_id="show_bulletin_picture")
async def show_picture(
    session: Reading,
    request: Request,
    _: Anyone,
    name: Annotated[str, Path(pattern="^[0-9a-f]{64}(-small)?$")],
    if_none_match: IfNoneMatch = None,
) -> Response:
    sha256 = name[:64]
    shown = await is_shown(session, sha256)
    if not shown:
        asked = Asked.of(request, "", f"{HOME}pictures/{name}.jpg")
        return answer_missing(asked, await find_county(request), 404 if shown is None else 410)
    return await send_file(
        lambda: read_picture(store_of(request), sha256, small=name.endswith("-small")),
        etag=f'"{name}"',
        media_type="image/jpeg",
        filename=f"{name[:12]}.jpg",
        if_none_match=if_none_match,
        caching=KEPT,
    )
