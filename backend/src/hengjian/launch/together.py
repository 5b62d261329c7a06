"""All five services and the web app in one process."""

import gc
from collections.abc import Callable, Iterable
from pathlib import Path
from socket import socket

import uvicorn

from hengjian.gateway import create_gateway
from hengjian.kit.edge.service import Service
from hengjian.kit.observability import configure_logging
from hengjian.launch.address import HOST
from hengjian.launch.connections import KEEP_ALIVE_SECONDS, ImpatientProtocol
from hengjian.launch.signals import is_leaving
from hengjian.launch.trouble import LaunchRefusedError
from hengjian.launch.wanted import Database, Wanted


class ClosingServer(uvicorn.Server):
    """Tells the services that it stops: it would otherwise wait for the end of answers that have none."""

    def __init__(self, config: uvicorn.Config, services: Iterable[Service]) -> None:
        super().__init__(config)
        self._services = list(services)

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """What is there by now stays to the end: looking through all of it for cycles again and again finds none."""
        await super().startup(sockets)
        gc.collect()
        gc.freeze()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        for service in self._services:
            service.closing.set()
        await super().shutdown(sockets)


class AnnouncingServer(ClosingServer):
    def __init__(self, config: uvicorn.Config, services: Iterable[Service], when_ready: Callable[[], None]) -> None:
        super().__init__(config, services)
        self._when_ready = when_ready

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._when_ready()
        self.should_exit |= is_leaving()


def server_config(
    app: object, port: int, host: str = HOST, *, certificate: Path | None = None, certificate_key: Path | None = None
) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        http=ImpatientProtocol,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=5,
        proxy_headers=False,
        server_header=False,
        ssl_certfile=certificate,
        ssl_keyfile=certificate_key,
    )


def serve_together(wanted: Wanted, database: Database, when_ready: Callable[[], None]) -> None:
    configure_logging(pretty=True)
    settings = wanted.home.settings(database.url, database.name, demo=wanted.demo, rehearsal=wanted.rehearsal)
    gateway = create_gateway(settings, wanted.web_dir)
    config = server_config(
        gateway,
        wanted.port,
        wanted.host,
        certificate=wanted.certificate,
        certificate_key=wanted.certificate_key,
    )
    server = AnnouncingServer(config, gateway.state.services.values(), when_ready)
    server.run()
    if not server.started:
        raise LaunchRefusedError("服务未能启动，原因见上 / the server did not start; see above")
