"""One request, one transaction, and the answer only after the commit.

What a route does to its transaction stands in its signature: ``session: Writing``, ``session: Reading``, or
``desk: Recording`` where it is written together with what else waits. An endpoint that names none of them opens its
transactions itself, where it must commit before it calls a peer. ``TransactionalRoute`` opens the session before the
handler and commits before the response leaves, so a failed commit reaches the caller as a failure.
"""

import re
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextvars import copy_context
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy.orm.exc import StaleDataError
from starlette.routing import Match
from starlette.types import Scope

from hengjian.audit.recording import Actor
from hengjian.kit.access.address import source_address
from hengjian.kit.access.auth import PublicRoute, Rule
from hengjian.kit.data.database import ReadSession, WriteSession
from hengjian.kit.edge.service import Service, service_of
from hengjian.kit.edge.versions import telling_version
from hengjian.kit.observability import current_request_id
from hengjian.kit.problems.problems import Conflict, Problem, ValueNotStorable
from hengjian.kit.problems.signs import check_signs
from hengjian.kit.requests.arguments import plan
from hengjian.kit.requests.bounds import Bounds, bounds_of
from hengjian.kit.writing.idempotency import answer_once, key_of
from hengjian.kit.writing.submissions import Order, Recorder, Submission


class ReadAhead:
    """Dependency: what ``read`` brought from a peer before the endpoint's transaction began.

    ``Annotated[Sequence[UnitTarget], Depends(ReadAhead(read_targets))]``.
    """

    def __init__(self, read: Callable[[Request], Awaitable[Any]]) -> None:
        self.read = read

    async def __call__(self, request: Request) -> Any:
        return request.state.read_ahead[self]


async def _write_session(request: Request) -> WriteSession:
    session: WriteSession = request.state.session
    return session


async def _read_session(request: Request) -> ReadSession:
    session: ReadSession = request.state.session
    return session


async def _actor(request: Request) -> Actor:
    actor: Actor = request.state.actor
    return actor


async def _running(request: Request) -> Service:
    return service_of(request)


class Desk:
    """Where a request hands in records that are written together with what else waits."""

    def __init__(self, request: Request) -> None:
        self._request = request

    async def write(self, recorder: Recorder[Order], order: Order, *, rows: int = 1) -> Response:
        """What the recorder answers after the common commit; its refusal otherwise. A repeated key is answered
        again."""
        request, actor, principal = self._request, self._request.state.actor, self._request.state.principal
        assert principal is not None, "who records is signed in"
        key, size = request.state.key, len(await request.body())
        submission = Submission(order, rows, size, principal, actor, key, copy_context())
        return await service_of(request).writer_of(recorder).write(submission)


async def _desk(request: Request) -> Desk:
    return Desk(request)


Recording = Annotated[Desk, Depends(_desk)]
"""Records that pour in: judged and written in groups, each by its own caller. POSTs answer a repeated key again."""

Writing = Annotated[WriteSession, Depends(_write_session)]
"""The request's one write transaction; it commits before the answer leaves. POSTs answer a repeated key again."""

Reading = Annotated[ReadSession, Depends(_read_session)]
"""Reads only, whatever the method: the database itself refuses a write, and there is no answer to keep for a key."""

Acting = Annotated[Actor, Depends(_actor)]
"""Who writes, for an endpoint that declares no session and opens its transactions itself through :data:`Running`."""

Running = Annotated[Service, Depends(_running)]
"""The service that answers: its database, peers and settings."""


def calls_of(dependant: Dependant) -> Iterator[object]:
    """What an endpoint's signature asks for, dependencies of dependencies included."""
    for dependency in dependant.dependencies:
        yield dependency.call
        yield from calls_of(dependency)


def writes(dependant: Dependant) -> bool:
    """Whether the signature asks for a write transaction, the request's own or a common one."""
    return any(call in (_write_session, _desk) for call in calls_of(dependant))


class TransactionalRoute(APIRoute):
    """The edge: authentication, permission, session, idempotency, commit; who may not call learns nothing else."""

    bounds: Bounds

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        self._fixed_part = path.partition("{")[0]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Of a service's hundred routes nearly all are ruled out by how they begin, without a regular expression."""
        if not scope["path"].startswith(self._fixed_part):
            return Match.NONE, {}
        return super().matches(scope)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        calls = list(calls_of(self.dependant))
        handler = self._lean_handler()
        rules = [call for call in calls if isinstance(call, Rule)]
        ahead = [call for call in calls if isinstance(call, ReadAhead)]
        is_public = any(isinstance(rule, PublicRoute) for rule in rules)
        reads, writes, records = _read_session in calls, _write_session in calls, _desk in calls
        assert reads + writes + records <= 1, f"{self.path} asks for two transactions"
        operation = self.operation_id or self.name
        self.bounds = bounds = bounds_of(self.path, self.dependant, self.body_field)

        async def handle(request: Request) -> Response:
            service = service_of(request)
            principal = None if is_public else service.authenticator.authenticate(request)
            request.state.principal = principal
            if principal is not None and principal.kind == "client":
                await service.allowances.take(principal.subject)
            for rule in rules:
                principal = request.state.principal = rule.check(request)
            await bounds.check(request)
            await check_signs(request)
            actor = Actor(
                principal.subject if principal else "anonymous",
                principal.name if principal else "anonymous",
                operation,
                current_request_id.get(),
                source_address(request, behind_proxy=service.settings.behind_proxy),
            )
            request.state.actor = actor
            if ahead:
                request.state.read_ahead = {reading: await reading.read(request) for reading in ahead}
            if writes:
                return await _answer_write(service, request, handler, actor)
            if reads:
                return await _answer_read(service, request, handler)
            if records:
                # Before a form is read from it piece by piece.
                if _NUL.search(await request.body()):
                    raise ValueNotStorable
                request.state.key = await key_of(request, actor.subject)
            return await handler(request)

        return handle

    def _lean_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's, with the endpoint's arguments read by our plan, and the version of its record told; the contract
        is written from the full signature."""
        described = self.dependant
        self.dependant = telling_version(plan(described, embed_body=self._embed_body_fields))
        try:
            return super().get_route_handler()
        finally:
            self.dependant = described


_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""The character that PostgreSQL keeps nowhere, as JSON writes it: refused before neighbours could suffer for it."""

TOTAL_COUNT = "Total-Count"
"""How many rows a list has on all its pages, where the request asked for it."""

Handler = Callable[[Request], Awaitable[Response]]


async def _answer_read(service: Service, request: Request, handler: Handler) -> Response:
    async with service.database.read_session() as session:
        request.state.session = session
        response = await handler(request)
        if "total_count" in session.info:
            response.headers[TOTAL_COUNT] = str(session.info["total_count"])
        return response


async def _answer_write(service: Service, request: Request, handler: Handler, actor: Actor) -> Response:
    key = await key_of(request, actor.subject)
    async with service.database.write_session(actor) as session:
        try:
            if key.name is None:
                response = await _run(request, handler, session)
            else:
                response = await answer_once(session, key, lambda: _run(request, handler, session))
            await session.commit()
        except Problem as problem:
            if problem.keeps_changes:
                await session.commit()
            raise
        except StaleDataError as error:
            raise Conflict from error
    if session.info.get("reload_shared_state"):
        await service.load_shared_state()
    if session.info.get("wake_jobs"):
        service.jobs.wake()
    return response


async def _run(request: Request, handler: Handler, session: WriteSession) -> Response:
    request.state.session = session
    response = await handler(request)
    await session.flush()
    return response
