"""All five services and the web app in one process, under the same addresses as apart.

Requests go by the prefix of their path; peers in the same process are reached through in-process transports, so that
authorisation and errors are those of the network.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from pathlib import Path

import httpx
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

from hengjian.kit.answers.compression import Compression
from hengjian.kit.edge.process import Process
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.web import WebFiles

EXTRA_PREFIXES: Mapping[str, ServiceName] = {
    "/api/v1/health": ServiceName.DIRECTORY,
    "/bulletin": ServiceName.SUPERVISION,
    "/seals": ServiceName.APPRAISAL,
}
"""Addresses outside ``/api/v1/<service>/``; nginx has the same table when the services run apart."""


class _LatePeer(httpx.AsyncBaseTransport):
    """A peer of the same process; the applications are made one after the other and know each other only in use."""

    def __init__(self, apps: Mapping[ServiceName, FastAPI], name: ServiceName) -> None:
        self._apps = apps
        self._name = name

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        transport = httpx.ASGITransport(self._apps[self._name], raise_app_exceptions=False)
        return await transport.handle_async_request(request)


class Gateway(Starlette):
    """Dispatches requests by path, ahead of Starlette's own layers; everything that is no service's is the web
    app's."""

    def __init__(self, apps: Mapping[ServiceName, FastAPI], web: ASGIApp, lifespan: Lifespan[Starlette]) -> None:
        super().__init__(lifespan=lifespan)
        prefixes: dict[str, ServiceName] = {**EXTRA_PREFIXES, **{f"/api/v1/{name}": name for name in apps}}
        self._table = [(prefix, apps[name]) for prefix, name in prefixes.items() if name in apps]
        self._web = web
        self._answer = Compression(self._dispatch)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await super().__call__(scope, receive, send)
            return
        await self._answer(scope, receive, send)

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        for prefix, app in self._table:
            if path.startswith(prefix) and path[len(prefix) : len(prefix) + 1] in {"", "/", ":"}:
                await app(scope, receive, send)
                return
        await self._web(scope, receive, send)


def create_service(settings: ServiceSettings, process: Process | None = None) -> FastAPI:
    create_app: Callable[..., FastAPI] = import_module(f"hengjian.{settings.service}.app").create_app
    return create_app(settings, process)


def create_apps(settings: Mapping[ServiceName, ServiceSettings]) -> dict[ServiceName, FastAPI]:
    """The five applications, each able to reach the others in this process."""
    apps: dict[ServiceName, FastAPI] = {}
    first = next(iter(settings.values()))
    process = Process.begin(first, {peer: _LatePeer(apps, peer) for peer in settings})
    for name, service_settings in settings.items():
        apps[name] = create_service(service_settings, process)
    return apps


def create_gateway(settings: Mapping[ServiceName, ServiceSettings], web_dir: Path | None) -> Gateway:
    """``web_dir`` holds the built web app; without it only the API is served."""
    apps = create_apps(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for app in apps.values():
                await stack.enter_async_context(app.router.lifespan_context(app))
            yield

    is_secured = next(iter(settings.values())).is_secured
    gateway = Gateway(apps, WebFiles(web_dir, is_secured=is_secured), lifespan)
    gateway.state.apps = apps
    gateway.state.services = {name: app.state.service for name, app in apps.items()}
    return gateway
