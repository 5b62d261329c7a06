"""Optimistic concurrency at the edge: ``ETag`` out, ``If-Match`` in.

An answer that tells of one record with its ``version`` carries it as its ETag, whichever route gives it: what a reader
saw and what a change left behind have the same mark.
"""

from dataclasses import replace
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant

from hengjian.kit.data.database import WriteSession
from hengjian.kit.problems.problems import PreconditionRequired, StaleVersion

ETAG = "ETag"
_REQUEST, _ANSWER = "hengjian_request_told", "hengjian_answer_told"


class Versioned(Protocol):
    @property
    def version(self) -> int: ...


async def _read_if_match_given(request: Request) -> int | None:
    header = request.headers.get("if-match")
    if not header:
        return None
    version = header.strip().removeprefix("W/").strip('"')
    if not version.isdecimal():
        raise StaleVersion(current="?")
    return int(version)


async def _read_if_match(request: Request) -> int:
    version = await _read_if_match_given(request)
    if version is None:
        raise PreconditionRequired
    return version


IfMatch = Annotated[int, Depends(_read_if_match)]
"""The version that the caller saw; 428 when absent."""


IfMatchGiven = Annotated[int | None, Depends(_read_if_match_given)]
"""The same for a caller who cares: None when absent. An act has its own conditions beside it, in the record's state."""


def check_version(record: Versioned, expected: int | None) -> None:
    """412 when the record has moved on since the caller read it."""
    if expected is not None and record.version != expected:
        raise StaleVersion(current=record.version)


def check_version_where_there(record: Versioned | None, expected: int | None) -> None:
    """For what is written by its address, the first time as well: 428 where there is one that the caller does not
    name."""
    if record is None:
        return
    if expected is None:
        raise PreconditionRequired
    check_version(record, expected)


def mark(record: Versioned) -> dict[str, str]:
    """The header, for an answer that is written out by hand."""
    return {ETAG: f'"{record.version}"'}


def telling_version(dependant: Dependant) -> Dependant:
    """The endpoint, with the version of the record that it answers told as ETag.

    A change is flushed first: until then the record has the version that it had before.
    """
    call = dependant.call
    assert call is not None
    request_name = dependant.request_param_name or _REQUEST
    answer_name = dependant.response_param_name or _ANSWER

    async def call_and_tell(**given: Any) -> Any:
        request: Request = given[request_name] if dependant.request_param_name else given.pop(request_name)
        answer: Response = given[answer_name] if dependant.response_param_name else given.pop(answer_name)
        told = await call(**given)
        if not isinstance(told, Response):
            session = getattr(request.state, "session", None)
            if isinstance(session, WriteSession):
                await session.flush()
            version = getattr(told, "version", None)
            if isinstance(version, int):
                answer.headers.update(mark(told))
        return told

    return replace(dependant, call=call_and_tell, request_param_name=request_name, response_param_name=answer_name)
