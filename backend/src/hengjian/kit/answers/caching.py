"""Public answers: a strong ETag, half a minute in browsers and proxies, and not made anew for every reader."""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hengjian.kit.data.database import Database

CACHE_CONTROL = "public, max-age=30"
_KEPT_SECONDS = 1.0
_KEPT_ANSWERS = 500
_KEPT_BYTES = 1_000_000

_Key = tuple[str, bytes, bytes]


def answer_publicly(content: bytes, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """What anybody may read, the same for all who ask in one language; :class:`PublicAnswers` keeps it."""
    said = {
        "Cache-Control": CACHE_CONTROL,
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        "Vary": "Accept-Language",
        **(headers or {}),
    }
    return Response(content, headers=said, media_type=media_type)


@dataclass(frozen=True)
class _Answer:
    headers: list[tuple[bytes, bytes]]
    body: bytes

    async def give(self, seen: bytes, send: Send) -> None:
        """The whole, or 304 where the reader names its tag among those it has."""
        tag = dict(self.headers)[b"etag"]
        if tag in (known.strip().removeprefix(b"W/") for known in seen.split(b",")):
            headers = [(name, value) for name, value in self.headers if name != b"content-length"]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


class PublicAnswers:
    """Layer of a service that keeps what :func:`answer_publicly` made, and answers ``If-None-Match``.

    An answer stands until this process commits a write of that service, and for a second at most, because another
    process may have written.
    """

    def __init__(self, app: ASGIApp, database: Database) -> None:
        self._app = app
        self._database = database
        self._kept: dict[_Key, _Answer] = {}
        self._commits = -1
        self._until = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        key = (scope["path"], scope["query_string"], asked.get(b"accept-language", b""))
        seen = asked.get(b"if-none-match", b"")
        self._forget_what_is_old()
        if answer := self._kept.get(key):
            await answer.give(seen, send)
            return
        commits, start, body = self._database.commits, None, b""

        async def keep(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_public(message):
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    answer = _Answer(start["headers"], body)
                    if commits == self._database.commits and len(body) <= _KEPT_BYTES:
                        self._kept[key] = answer
                    await answer.give(seen, send)

        await self._app(scope, receive, keep)

    def _forget_what_is_old(self) -> None:
        now, commits = time.monotonic(), self._database.commits
        if commits != self._commits or now > self._until or len(self._kept) >= _KEPT_ANSWERS:
            self._kept, self._commits, self._until = {}, commits, now + _KEPT_SECONDS


def _is_public(start: Message) -> bool:
    return start["status"] == 200 and dict(start["headers"]).get(b"cache-control") == CACHE_CONTROL.encode()
