"""One request, one transaction, and the answer only after the commit.

``TransactionalRoute`` opens the session before the handler and commits before the response leaves, so a failed commit
reaches the caller as a failure.
"""

from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from starlette.routing import Match
from starlette.types import Scope

from hengjian.kit.audit import Actor
from hengjian.kit.auth import Rule
from hengjian.kit.database import ReadSession, WriteSession
from hengjian.kit.idempotency import answer_once
from hengjian.kit.language import choose_language, current_language
from hengjian.kit.observability import current_request_id
from hengjian.kit.problems import Conflict, Problem
from hengjian.kit.service import Service, service_of

READ_METHODS = {"GET", "HEAD"}


def unmanaged(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Mark an endpoint that opens its transactions itself (it must commit before it calls a peer)."""
    endpoint.__unmanaged__ = True  # type: ignore[attr-defined]
    return endpoint


def only_reads(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a POST that asks with a body and writes nothing, so that the database itself keeps it from writing.

    There is no answer to keep for its key: asked again, it is computed again.
    """
    endpoint.__only_reads__ = True  # type: ignore[attr-defined]
    return endpoint


def reads_ahead(read: Callable[[Request], Awaitable[Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Before the endpoint's transaction begins, ``read`` asks a peer; its answer is what :func:`read_before` gives."""

    def mark(endpoint: Callable[..., Any]) -> Callable[..., Any]:
        endpoint.__reads_ahead__ = read  # type: ignore[attr-defined]
        return endpoint

    return mark


async def read_before(request: Request) -> Any:
    """Dependency: what the endpoint's ``reads_ahead`` brought."""
    return request.state.read_before


def ignores_credentials(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Mark an endpoint that judges credentials itself, so that a stale cookie cannot keep anybody from signing in."""
    endpoint.__ignores_credentials__ = True  # type: ignore[attr-defined]
    return endpoint


def _rules(dependant: Dependant) -> Iterator[Rule]:
    for dependency in dependant.dependencies:
        if isinstance(dependency.call, Rule):
            yield dependency.call
        yield from _rules(dependency)


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
        unmanaged_endpoint = getattr(self.endpoint, "__unmanaged__", False)
        rules = list(_rules(self.dependant))
        reads = READ_METHODS.issuperset(self.methods or ()) or getattr(self.endpoint, "__only_reads__", False)
        read_ahead = getattr(self.endpoint, "__reads_ahead__", None)
        judged_inside = getattr(self.endpoint, "__ignores_credentials__", False)
        operation = self.operation_id or self.name

        async def handle(request: Request) -> Response:
            service = service_of(request)
            current_language.set(choose_language(request.headers.get("accept-language")))
            principal = None if judged_inside else service.authenticator.authenticate(request)
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
            if unmanaged_endpoint:
                return await handler(request)
            if read_ahead is not None:
                request.state.read_before = await read_ahead(request)
            if reads:
                return await _answer_read(service, request, handler)
            return await _answer_write(service, request, handler, actor)

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


async def _write_session(request: Request) -> WriteSession:
    session: WriteSession = request.state.session
    return session


async def _read_session(request: Request) -> ReadSession:
    session: ReadSession = request.state.session
    return session


def actor_of(request: Request) -> Actor:
    """Who writes, for an unmanaged endpoint that opens its transactions itself."""
    actor: Actor = request.state.actor
    return actor


Writing = Annotated[WriteSession, Depends(_write_session)]
Reading = Annotated[ReadSession, Depends(_read_session)]


def constraint_of(error: IntegrityError) -> str | None:
    """Name of the constraint that a failed write broke."""
    cause = getattr(error.orig, "__cause__", None)
    name: str | None = getattr(cause, "constraint_name", None)
    return name
