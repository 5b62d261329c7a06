"""The stream of changed standings, as server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Header, Query, Request, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from hengjian.appraisal.models import ClassStanding
from hengjian.appraisal.permissions import StandingReader
from hengjian.appraisal.standings import repository
from hengjian.appraisal.standings.errors import StreamNotAsked, TooManyStreams
from hengjian.appraisal.standings.feed import StandingsFeed, Stream
from hengjian.appraisal.standings.schemas import StandingChange
from hengjian.kit.access.auth import Principal
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Running
from hengjian.kit.edge.service import Service
from hengjian.kit.problems.problems import Problem, problems

HEARTBEAT_SECONDS = 15.0
RECONNECT_MILLISECONDS = 2000
FAREWELL_SECONDS = 2.0
"""How long a stream may take to end by itself before the library breaks it off when the server stops."""
_SEPARATOR = "\n"
MEDIA_TYPE = "text/event-stream"
LARGEST_REVISION = 2**63 - 1
EXAMPLE = (
    "id: 42\nevent: standing\ndata: "
    '{"year":2026,"class_code":"township-1","revision":42,'
    '"as_of":"2026-03-05T09:00:01+08:00","facts_until":"2026-03-05T09:00:00+08:00"}\n\n'
)


router = service_router("/api/v1/appraisal", tag="standings")

Since = Annotated[int, Query(ge=0, le=LARGEST_REVISION, description="Tell first what changed after this revision")]
LastEventId = Annotated[str | None, Header(description="The same, as a browser says it when it connects again")]


@router.get(
    "/standings/stream",
    operation_id="follow_standings",
    summary="Which classes' standings change, as it happens; the figures are read from the list",
    response_class=Response,
    responses={
        200: {
            "description": "Events named `standing`: year, class, revision, as of when, facts until when",
            "content": {MEDIA_TYPE: {"schema": {"type": "string"}, "example": EXAMPLE}},
        },
        **problems(StreamNotAsked, TooManyStreams),
    },
)
async def follow_standings(
    running: Running,
    request: Request,
    principal: StandingReader,
    since: Since = 0,
    last_event_id: LastEventId = None,
) -> EventSourceResponse:
    if MEDIA_TYPE not in request.headers.get("accept", ""):
        raise StreamNotAsked
    feed: StandingsFeed = request.app.state.standings_feed
    feed.refuse_too_many(principal)
    if last_event_id and last_event_id.isascii() and last_event_id.isdigit():
        since = min(int(last_event_id), LARGEST_REVISION)
    return EventSourceResponse(
        _write_events(running, request, feed, principal, since),
        ping=HEARTBEAT_SECONDS,
        ping_message_factory=_write_heartbeat,
        shutdown_grace_period=FAREWELL_SECONDS,
    )


async def _write_events(
    service: Service, request: Request, feed: StandingsFeed, principal: Principal, since: int
) -> AsyncIterator[ServerSentEvent]:
    """Until the reader goes, may no longer read, or the server stops."""
    with feed.open_stream(principal) as stream:
        yield ServerSentEvent(retry=RECONNECT_MILLISECONDS, comment="standings", sep=_SEPARATOR)
        async with service.database.read_session() as session:
            stream.tell(await repository.list_changes(session, principal.visibility, since))
        while not service.closing.is_set() and _may_still_read(service, request):
            for change in stream.take():
                yield _write_change(change)
            await _wait(stream, service.closing)


def _may_still_read(service: Service, request: Request) -> bool:
    """Whether the token that opened the stream would open it now: it may have run out, or been revoked."""
    try:
        return service.authenticator.authenticate(request) is not None
    except Problem:
        return False


def _write_change(change: ClassStanding) -> ServerSentEvent:
    data = StandingChange.model_validate(change).model_dump_json()
    return ServerSentEvent(data, event="standing", id=str(change.revision), sep=_SEPARATOR)


def _write_heartbeat() -> ServerSentEvent:
    return ServerSentEvent(comment="still here", sep=_SEPARATOR)


async def _wait(stream: Stream, closing: asyncio.Event) -> None:
    """For something to tell, the end, or the time to ask again whether the reader may still read."""
    tasks = [asyncio.create_task(event.wait()) for event in (stream.something_waits, closing)]
    try:
        await asyncio.wait(tasks, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
