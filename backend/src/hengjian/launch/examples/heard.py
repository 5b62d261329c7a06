"""What was asked of the product and what it answered: heard at the edge, in front of all five services."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hengjian.launch.routes import Route

JSON_TYPES = ("application/json", "application/problem+json", "application/merge-patch+json")


@dataclass(frozen=True)
class Exchange:
    """One request with its answer. A body that is no JSON, or is not asked for, is None; ``cookies`` say who asked."""

    operation: str
    method: str
    address: str
    cookies: str
    request: Any
    status: int
    answer: Any


class Operations:
    """Which operation of the contract an address belongs to."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._table = [(route, re.compile(_pattern(route.path))) for route in routes if not route.is_internal]
        # Of two that fit, the one with more of its address written out: `/plans/{id}:issue` before `/plans/{id}`.
        self._table.sort(key=lambda entry: -len(re.sub(r"{\w+}", "", entry[0].path)))

    def at(self, method: str, path: str) -> Route | None:
        return next((route for route, fits in self._table if route.method == method and fits.fullmatch(path)), None)


def _pattern(path: str) -> str:
    return "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"({\w+})", path))


class Listener:
    """Passes everything on as it is, and tells ``hear`` of each exchange that belongs to an operation."""

    def __init__(self, app: ASGIApp, operations: Operations, hear: Callable[[Exchange], None]) -> None:
        self._app = app
        self._operations = operations
        self._hear = hear

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        route = self._operations.at(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if route is None:
            await self._app(scope, receive, send)
            return
        # What is heard is read here: it is asked for as it is, not packed.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        scope = {**scope, "headers": plain}
        asked, answered = bytearray(), bytearray()
        start: Message = {}

        async def overhear_request() -> Message:
            message = await receive()
            asked.extend(message.get("body", b""))
            return message

        async def overhear_answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            answered.extend(message.get("body", b""))
            await send(message)

        await self._app(scope, overhear_request, overhear_answer)
        headers = dict(scope["headers"])
        address = scope["path"] + (f"?{scope['query_string'].decode()}" if scope["query_string"] else "")
        self._hear(
            Exchange(
                route.operation,
                scope["method"],
                address,
                headers.get(b"cookie", b"").decode("latin-1"),
                _read(headers.get(b"content-type", b""), bytes(asked)) if route.takes_body else None,
                start["status"],
                _read(dict(start["headers"]).get(b"content-type", b""), bytes(answered)),
            )
        )


def _read(content_type: bytes, body: bytes) -> Any:
    if not body or content_type.decode("latin-1").split(";")[0].strip() not in JSON_TYPES:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return None
