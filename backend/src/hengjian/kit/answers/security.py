"""What browsers are told with every answer, whoever made it."""

from collections.abc import Mapping

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
TLS_ONLY: Mapping[str, str] = {"Strict-Transport-Security": "max-age=31536000"}
"""A browser that came by TLS comes no other way for a year."""


def security_headers(*, is_secured: bool) -> Mapping[str, str]:
    return {**ALWAYS, **TLS_ONLY} if is_secured else ALWAYS


def add_missing(headers: list[tuple[bytes, bytes]], wanted: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """``headers`` with those of ``wanted`` that they do not have yet."""
    names = {name.lower() for name, _ in headers}
    more = [(name.lower().encode(), value.encode()) for name, value in wanted.items()]
    return [*headers, *((name, value) for name, value in more if name not in names)]
