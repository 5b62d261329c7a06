"""One request, one transaction, and the answer only after the commit.

``TransactionalRoute`` opens the session before the handler and commits before the response leaves, so a failed commit
reaches the caller as a failure. A repeated POST with the same ``Idempotency-Key`` gets the stored answer, written in
the same transaction as the effect.
"""

import hashlib
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from hengjian.kit.audit import Actor
from hengjian.kit.auth import Rule
from hengjian.kit.database import ReadSession, WriteSession
from hengjian.kit.language import choose_language, current_language
from hengjian.kit.observability import current_request_id
from hengjian.kit.problems import Conflict, Problem
from hengjian.kit.service import Service, service_of

READ_METHODS = {"GET", "HEAD"}
_KEPT_HEADERS = ("content-type", "etag", "location", "content-language")


class KeyReused(Problem):
    status, code = 422, "idempotency_key_reused"
    zh = "同一 Idempotency-Key 已用于另一内容的请求。"
    en = "This Idempotency-Key was used for a request with other content."


class RequestStillRunning(Problem):
    status, code = 409, "request_still_running"
    zh, en = "同一请求仍在处理中，请稍候。", "The same request is still being carried out; wait a moment."


class KeyTooLong(Problem):
    status, code = 422, "idempotency_key_too_long"
    zh, en = "Idempotency-Key 最长 200 个字符。", "An Idempotency-Key has at most 200 characters."


def unmanaged(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Mark an endpoint that opens its transactions itself (it must commit before it calls a peer)."""
    endpoint.__unmanaged__ = True  # type: ignore[attr-defined]
    return endpoint


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

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()
        unmanaged_endpoint = getattr(self.endpoint, "__unmanaged__", False)
        rules = list(_rules(self.dependant))
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
            if request.method in READ_METHODS:
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
                response = await _answer_once(service, request, handler, session, key)
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


async def _answer_once(
    service: Service, request: Request, handler: Handler, session: WriteSession, key: str
) -> Response:
    if len(key) > 200:
        raise KeyTooLong
    table = service.database.table("idempotency")
    subject = session.actor.subject
    digest = hashlib.sha256(f"{request.method} {request.url.path}\n".encode() + await request.body()).digest()
    lock = await session.scalar(
        text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": f"{subject}\n{key}"}
    )
    if not lock:
        raise RequestStillRunning
    stored = (await session.execute(select(table).where(table.c.subject == subject, table.c.key == key))).one_or_none()
    if stored is not None:
        if stored.request_hash != digest:
            raise KeyReused
        return Response(stored.body, stored.status, {**stored.headers, "Idempotency-Replayed": "true"})
    response = await _run(request, handler, session)
    await session.execute(
        table.insert().values(
            subject=subject,
            key=key,
            request_hash=digest,
            status=response.status_code,
            headers={name: value for name, value in response.headers.items() if name in _KEPT_HEADERS},
            body=bytes(response.body),
        )
    )
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
