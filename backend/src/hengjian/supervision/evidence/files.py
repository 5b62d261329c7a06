"""A kept file as an answer: cacheable by its reader alone unless said otherwise, harmless when opened by itself."""

import re
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Header, Request, Response

from hengjian.kit.edge.service import service_of
from hengjian.kit.exchange.attachments import disposition
from hengjian.supervision.evidence.stores import Store, open_store

IfNoneMatch = Annotated[str | None, Header(include_in_schema=False)]

_ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_SHOWN_IN_PLACE = ("image/", "video/")


def store_of(request: Request) -> Store:
    return open_store(service_of(request).settings.file_store)


async def send_file(
    read: Callable[[], Awaitable[bytes]],
    *,
    etag: str,
    media_type: str,
    filename: str,
    if_none_match: str | None,
    wanted: str | None = None,
    caching: str = "private, no-cache",
) -> Response:
    way = "inline" if media_type.startswith(_SHOWN_IN_PLACE) else "attachment"
    headers = {
        "ETag": etag,
        "Cache-Control": caching,
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Disposition": disposition(filename, way),
        "Accept-Ranges": "bytes",
    }
    if if_none_match is not None and etag in {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}:
        return Response(status_code=304, headers=headers)
    content = await read()
    part = _range(wanted, len(content))
    if part is None:
        return Response(content, media_type=media_type, headers=headers)
    start, end = part
    headers["Content-Range"] = f"bytes {start}-{end}/{len(content)}"
    return Response(content[start : end + 1], 206, media_type=media_type, headers=headers)


def _range(wanted: str | None, size: int) -> tuple[int, int] | None:
    """First and last byte; None for the whole file, also where the range makes no sense."""
    match = _ONE_RANGE.fullmatch(wanted.strip()) if wanted else None
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        return max(size - int(match[2]), 0), size - 1
    start, end = int(match[1]), min(int(match[2]) if match[2] else size - 1, size - 1)
    return (start, end) if start <= end else None
