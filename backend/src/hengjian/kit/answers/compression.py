"""Answers travel compressed: what a browser reads is text, and a list of a thousand lines says the same words again and
again.

Left alone are streams of events (a line must arrive when it is said), parts of a file, what is compressed already, what
is too short to gain by it, and every answer to a request that writes or that sets a cookie: where a secret is told
once, its length must not tell anything of it beside words that the asker chose.
"""

import zlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LEAST_BYTES = 1000
_LEVEL = 4
"""Of the gain of level 9 nine tenths, for a third of its time."""
_GZIP = 16 + zlib.MAX_WBITS
_TEXTS = frozenset(
    {
        "application/javascript",
        "application/json",
        "application/manifest+json",
        "application/problem+json",
        "application/yaml",
        "image/svg+xml",
        "text/css",
        "text/csv",
        "text/html",
        "text/javascript",
        "text/plain",
    }
)


class Compression:
    """The outermost layer of a process that answers browsers; behind nginx, nginx does the same."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET":
            send = _Answer(Headers(scope=scope), send).send
        await self._app(scope, receive, send)


class _Answer:
    """One answer on its way: its head waits for the first piece of its body, which says how long it is."""

    def __init__(self, asked: Headers, send: Send) -> None:
        self._is_wanted = _takes_gzip(asked.get("accept-encoding", ""))
        self._send = send
        self._start: Message | None = None
        self._packer: zlib._Compress | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send_start()
            await self._send(message)
            return
        body, is_last = message.get("body", b""), not message.get("more_body", False)
        if self._start is not None:
            self._begin(self._start, body, is_last)
            await self._send_start()
        if self._packer is None:
            await self._send(message)
            return
        packed = self._packer.compress(body) + (self._packer.flush() if is_last else b"")
        await self._send({"type": "http.response.body", "body": packed, "more_body": not is_last})

    async def _send_start(self) -> None:
        start, self._start = self._start, None
        if start is not None:
            await self._send(start)

    def _begin(self, start: Message, body: bytes, is_last: bool) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        start["headers"] = headers.raw
        if not _may_be_packed(start["status"], headers):
            return
        headers.add_vary_header("Accept-Encoding")
        if not self._is_wanted or (is_last and len(body) < _LEAST_BYTES):
            return
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        headers["Content-Encoding"] = "gzip"
        if "content-length" in headers:
            del headers["content-length"]
        tag = headers.get("etag")
        if tag is not None and not tag.startswith("W/"):
            # The same content in other bytes: the tag still tells versions apart, and no longer promises bytes.
            headers["ETag"] = f"W/{tag}"


def _takes_gzip(accepted: str) -> bool:
    for offer in accepted.lower().split(","):
        name, _, weight = offer.partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _may_be_packed(status: int, headers: MutableHeaders) -> bool:
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in _TEXTS or status in {204, 206, 304}:
        return False
    return not any(name in headers for name in ("content-encoding", "content-range", "set-cookie"))
