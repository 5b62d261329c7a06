"""One request, one transaction, and the answer only after the commit.

What a route does to its transaction stands in its signature: ``session: Writing`` or ``session: Reading``. An endpoint
that names neither opens its transactions itself, where it must commit before it calls a peer. ``TransactionalRoute``
opens the session before the handler and commits before the response leaves, so a failed commit reaches the caller as a
failure.
"""

from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy.orm.exc import StaleDataError
from starlette.routing import Match
from starlette.types import Scope

from hengjian.audit.recording import Actor
from hengjian.kit.data.database import ReadSession, WriteSession
from hengjian.kit.edge.auth import OwnCredentials, Rule
from hengjian.kit.edge.idempotency import answer_once
from hengjian.kit.edge.problems import Conflict, Problem
from hengjian.kit.edge.service import Service, service_of
from hengjian.kit.language import choose_language, current_language
from hengjian.kit.observability import current_request_id


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


Writing = Annotated[WriteSession, Depends(_write_session)]
"""The request's one write transaction; it commits before the answer leaves. POSTs answer a repeated key again."""

Reading = Annotated[ReadSession, Depends(_read_session)]
"""Reads only, whatever the method: the database itself refuses a write, and there is no answer to keep for a key."""

Acting = Annotated[Actor, Depends(_actor)]
"""Who writes, for an endpoint that declares no session and opens its transactions itself through :data:`Running`."""

Running = Annotated[Service, Depends(service_of)]
"""The service that answers: its database, peers and settings."""


def calls_of(dependant: Dependant) -> Iterator[object]:
    """What an endpoint's signature asks for, dependencies of dependencies included."""
    for dependency in dependant.dependencies:
        yield dependency.call
        yield from calls_of(dependency)


def writes(dependant: Dependant) -> bool:
    """Whether the signature asks for the request's write transaction."""
    return _write_session in calls_of(dependant)


class TransactionalRoute(APIRoute):
    """The edge: authentication, permission, session, idempotency, commit; who may not call learns nothing else."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        self._fixed_part = path.partition("{")[0]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Of a service's hundred routes nearly all are ruled out by how they begin, without a regular expression."""
        if not scope["path"].startswith(self._fixed_part):
            return Match.NONE, {}
        return super().matches(scope)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()
        calls = list(calls_of(self.dependant))
        rules = [call for call in calls if isinstance(call, Rule)]
        ahead = [call for call in calls if isinstance(call, ReadAhead)]
        ignores_credentials = any(isinstance(rule, OwnCredentials) for rule in rules)
        reads, writes = _read_session in calls, _write_session in calls
        assert not (reads and writes), f"{self.path} asks for two sessions"
        operation = self.operation_id or self.name

        async def handle(request: Request) -> Response:
            service = service_of(request)
            current_language.set(choose_language(request.headers.get("accept-language")))
            principal = None if ignores_credentials else service.authenticator.authenticate(request)
            request.state.principal = principal
            for rule in rules:
                rule.check(request)
            actor = Actor(
                principal.subject if principal else "anonymous",
                principal.name if principal else "anonymous",
                operation,
                current_request_id.get(),
            )
            request.state.actor = actor
            if ahead:
                request.state.read_ahead = {reading: await reading.read(request) for reading in ahead}
            if writes:
                return await _answer_write(service, request, handler, actor)
            if reads:
                return await _answer_read(service, request, handler)
            return await handler(request)

        return handle


Handler = Callable[[Request], Awaitable[Response]]


async def _answer_read(service: Service, request: Request, handler: Handler) -> Response:
    async with service.database.read_session() as session:
        request.state.session = session
        return await handler(request)


async def _answer_write(service: Service, request: Request, handler: Handler, actor: Actor) -> Response:
    key = request.headers.get("idempotency-key") if request.method == "POST" else None
    async with service.database.write_session(actor) as session:
        try:
            if key is None:
                response = await _run(request, handler, session)
            else:
                response = await answer_once(session, request, key, lambda: _run(request, handler, session))
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
