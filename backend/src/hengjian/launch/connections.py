"""Connections of callers: how long one may take to say what it wants, and how long it is kept for the next request."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

KEEP_ALIVE_SECONDS = 75
"""Longer than a proxy keeps its own end (nginx: 60), which would otherwise send a request into a closing connection."""
HEADERS_SECONDS = 20.0
BODY_SECONDS = 120.0
"""For the largest body of two megabytes that is a line of 17 kB/s."""


class ImpatientProtocol(HttpToolsProtocol):
    """Hangs up on who begins a request and does not finish it: thousands of those would hold thousands of sockets."""

    headers_seconds = HEADERS_SECONDS
    body_seconds = BODY_SECONDS
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._hang_up_in(self.headers_seconds)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._hang_up_in(self.headers_seconds)

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._hang_up_in(self.body_seconds)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._wait_on()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_on()
        super().connection_lost(exc)

    def _hang_up_in(self, seconds: float) -> None:
        self._wait_on()
        self._deadline = self.loop.call_later(seconds, self.transport.abort)

    def _wait_on(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
