"""Optimistic concurrency at the edge: ``ETag`` out, ``If-Match`` in."""

from typing import Annotated, Protocol

from fastapi import Depends, Request, Response

from hengjian.kit.problems.problems import PreconditionRequired, StaleVersion


class Versioned(Protocol):
    @property
    def version(self) -> int: ...


async def _read_if_match(request: Request) -> int:
    header = request.headers.get("if-match", "").strip().removeprefix("W/").strip('"')
    if not header:
        raise PreconditionRequired
    if not header.isdecimal():
        raise StaleVersion(current="?")
    return int(header)


IfMatch = Annotated[int, Depends(_read_if_match)]
"""The version that the caller saw; 428 when absent."""


async def _read_if_match_given(request: Request) -> int | None:
    return await _read_if_match(request) if request.headers.get("if-match") else None


IfMatchGiven = Annotated[int | None, Depends(_read_if_match_given)]
"""For a call that writes only in one of its ways: None when absent."""


def check_version(record: Versioned, expected: int) -> None:
    """412 when the record has moved on since the caller read it."""
    if record.version != expected:
        raise StaleVersion(current=record.version)


def set_etag(response: Response, record: Versioned) -> None:
    response.headers["ETag"] = f'"{record.version}"'
