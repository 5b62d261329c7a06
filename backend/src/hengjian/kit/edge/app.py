"""How a service becomes an application: the same frame for all five."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Depends, FastAPI, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hengjian.kit.access.auth import Principal, PublicRoute, ServiceOnly
from hengjian.kit.answers.caching import PublicAnswers
from hengjian.kit.answers.security import CONTENT_POLICY, NO_PAGE, add_missing, security_headers
from hengjian.kit.edge.audit_routes import add_audit_routes
from hengjian.kit.edge.process import Process
from hengjian.kit.edge.routing import Running, TransactionalRoute
from hengjian.kit.edge.service import Definition, Service
from hengjian.kit.language import choose_language, current_language
from hengjian.kit.messaging.events import Envelope
from hengjian.kit.observability import current_request_id
from hengjian.kit.problems.problems import BodyTooLarge, answer_crash, install_problem_handlers, problem_response
from hengjian.kit.rehearsing import set_rehearsing
from hengjian.kit.settings import ServiceName, ServiceSettings

MAX_BODY_BYTES = 2_000_000
MAX_INTERNAL_BODY_BYTES = 64_000_000


class RequestFrame:
    """Outermost layer of a service: request number, language, size limit, security headers."""

    def __init__(self, app: ASGIApp, *, is_secured: bool) -> None:
        self.app = app
        self._told = {
            **security_headers(is_secured=is_secured),
            CONTENT_POLICY: NO_PAGE,
            "Cache-Control": "no-store",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        request_id = headers.get(b"x-request-id", b"").decode("ascii", "ignore")[:64] or uuid4().hex
        current_request_id.set(request_id)
        current_language.set(choose_language(headers.get(b"accept-language", b"").decode("latin-1")))
        limit = MAX_INTERNAL_BODY_BYTES if "/internal/" in scope["path"] else MAX_BODY_BYTES
        seen = 0
        has_begun = False

        async def receive_limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise BodyTooLarge(limit=limit)
            return message

        async def send_framed(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                add_missing(message, {**self._told, "X-Request-Id": request_id})
            await send(message)

        if int(headers.get(b"content-length", b"0") or 0) > limit:
            await problem_response(BodyTooLarge(limit=limit))(scope, receive, send_framed)
            return
        try:
            await self.app(scope, receive_limited, send_framed)
        except Exception as error:
            if has_begun:
                raise  # half an answer can only be broken off
            # Not raised any further: the server would close the connection, and with it the next request.
            await answer_crash(error, scope["path"])(scope, receive, send_framed)


def service_router(prefix: str, *, tag: str) -> APIRouter:
    """A feature's router: every route runs in one transaction."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=TransactionalRoute)


def _internal_router(name: ServiceName) -> APIRouter:
    router = APIRouter(prefix=f"/api/v1/{name}/internal", route_class=TransactionalRoute, include_in_schema=False)

    @router.post("/events", operation_id=f"{name}_receive_events")
    async def receive_events(
        service: Running, envelopes: list[Envelope], _: Annotated[Principal, Depends(ServiceOnly())]
    ) -> dict[str, list[str]]:
        applied = await service.inbox.receive(envelopes) if envelopes else []
        await service.load_shared_state()
        service.jobs.wake()
        return {"applied": [str(event_id) for event_id in applied]}

    @router.post("/clock", operation_id=f"{name}_follow_clock")
    async def follow_clock(
        service: Running, body: dict[str, int], _: Annotated[Principal, Depends(ServiceOnly())]
    ) -> dict[str, int]:
        return {"done": await service.move_clock(body["offset_seconds"])}

    add_audit_routes(router, name)
    return router


def _health_router(name: ServiceName) -> APIRouter:
    router = APIRouter(prefix=f"/api/v1/{name}", tags=["health"], route_class=TransactionalRoute)

    @router.get(
        "/health",
        operation_id=f"{name}_health",
        summary=f"Is {name} well: database, outbox lag, dead letters, audit chain",
    )
    async def report_health(
        service: Running, response: Response, _: Annotated[Principal | None, Depends(PublicRoute())]
    ) -> dict[str, Any]:
        health = await service.health.told()
        response.status_code = 503 if health["status"] == "down" else 200
        return health

    return router


def create_service_app(
    settings: ServiceSettings,
    definition: Definition,
    routers: Sequence[APIRouter],
    process: Process | None = None,
) -> FastAPI:
    """``process`` is what it has together with other services; alone it has its own."""
    set_rehearsing(settings.rehearsal)
    service = Service(settings, definition, process or Process.begin(settings))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with service.running():
            yield

    app = FastAPI(
        title=f"Hengjian {settings.service}",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,  # it would lead to the host that the caller names
        strict_content_type=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.service = service
    install_problem_handlers(app)
    app.add_middleware(PublicAnswers, database=service.database)
    app.add_middleware(RequestFrame, is_secured=settings.is_secured)
    for router in (*routers, _health_router(settings.service), _internal_router(settings.service)):
        app.router.routes.extend(router.routes)
    return app
