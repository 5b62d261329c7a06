"""Public answers that browsers and proxies may keep for half a minute, and pages that need not be made anew."""

import hashlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import Request, Response

from hengjian.kit.database import Database

MAX_AGE_SECONDS = 30
_KEPT_SECONDS = 1.0
_KEPT_PAGES = 500


@dataclass(frozen=True)
class Body:
    content: bytes
    etag: str

    @classmethod
    def of(cls, content: bytes) -> "Body":
        return cls(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


def answer_cacheable(request: Request, body: Body, media_type: str, headers: dict[str, str]) -> Response:
    """The body with its ETag, or 304 where the reader has it already."""
    headers = {
        "Cache-Control": f"public, max-age={MAX_AGE_SECONDS}",
        "ETag": body.etag,
        "Vary": "Accept-Language",
        **headers,
    }
    seen = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if body.etag in seen:
        return Response(status_code=304, headers=headers)
    return Response(body.content, headers=headers, media_type=media_type)


class PageCache:
    """Rendered pages of one service.

    They stand until this process commits a write of that service, and for a second at most, because another process
    may have written.
    """

    def __init__(self) -> None:
        self._pages: dict[str, Body] = {}
        self._commits = -1
        self._until = 0.0

    async def get(self, database: Database, key: str, make: Callable[[], Awaitable[bytes]]) -> Body:
        """The page under ``key``, made if it is not there."""
        now, commits = time.monotonic(), database.commits
        if commits != self._commits or now > self._until or len(self._pages) > _KEPT_PAGES:
            self._pages, self._commits, self._until = {}, commits, now + _KEPT_SECONDS
        page = self._pages.get(key)
        if page is None:
            page = Body.of(await make())
            if commits == database.commits:
                self._pages[key] = page
        return page
