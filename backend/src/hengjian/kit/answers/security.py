"""What browsers are told with every answer, whoever made it."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.types import Message

CONTENT_POLICY = "Content-Security-Policy"
ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), usb=()"
    ),
}
"""The phone asks where it is; pictures it takes by the phone's own camera app, which needs no permission of ours."""
NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For what is no page: should a browser show it as one, nothing in it runs or loads."""
_OF_THE_KEPT = {CONTENT_POLICY.lower().encode(), b"cache-control"}
TLS_ONLY: Mapping[str, str] = {"Strict-Transport-Security": "max-age=31536000"}
"""A browser that came by TLS comes no other way for a year."""


def security_headers(*, is_secured: bool) -> Mapping[str, str]:
    return {**ALWAYS, **TLS_ONLY} if is_secured else ALWAYS


def add_missing(start: Message, wanted: Mapping[str, str]) -> None:
    """Give the beginning of an answer those of ``wanted`` that it does not have yet.

    What a 304 says replaces what the browser has kept of the page, so it says nothing of that by itself.
    """
    headers = list(start["headers"])
    names = {name.lower() for name, _ in headers}
    if start["status"] == HTTPStatus.NOT_MODIFIED:
        names |= _OF_THE_KEPT
    more = [(name.lower().encode(), value.encode()) for name, value in wanted.items()]
    start["headers"] = [*headers, *((name, value) for name, value in more if name not in names)]
