"""Records the examples of the contract from the product itself: a small year is played, and everything is heard."""

import asyncio
import json
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from rich.console import Console

from hengjian.gateway import create_gateway
from hengjian.kit.settings import ServiceName
from hengjian.launch import bootstrap
from hengjian.launch.address import address_of, free_port
from hengjian.launch.examples.choosing import choose_examples, choose_problems, pick
from hengjian.launch.examples.desk import Desk
from hengjian.launch.examples.errands import run_errands
from hengjian.launch.examples.files import FOLDER, write_examples
from hengjian.launch.examples.heard import Exchange, Listener, Operations
from hengjian.launch.examples.refusals import provoke_refusals
from hengjian.launch.home import Home
from hengjian.launch.routes import Route, routes_of
from hengjian.launch.together import AnnouncingServer, server_config
from hengjian.launch.trouble import LaunchRefusedError
from hengjian.launch.up import running_database
from hengjian.simulation.run import play_year

_SEED = 2026
_READY_SECONDS = 60
_IDLE_SECONDS = 3600


@dataclass(frozen=True)
class _Offered:
    """The routes by operation, and those of the contract with their service and part."""

    routes: dict[str, Route]
    tags: dict[str, str]


def record_examples(console: Console, folder: Path = FOLDER) -> None:
    """Write for each operation a request with its answer, and a typical refusal; from a database that is thrown
    away."""
    with tempfile.TemporaryDirectory(prefix="hengjian-examples-") as data:
        home = Home(Path(data) / "home")
        heard: list[Exchange] = []
        with _listening(home, console, heard) as (address, offered):
            demo = json.loads(home.demo_file.read_text())
            asyncio.run(play_year(address, _SEED, demo, console, small=True))
            with Desk(address, demo) as desk:
                run_errands(desk)
            done = [exchange for exchange in heard if exchange.status < 400]
            heard.clear()
            provoke_refusals(address, offered.routes, pick(done))
            refused = [exchange for exchange in heard if exchange.status >= 400]
    problems, examples = choose_problems(refused), choose_examples(done)
    for name in offered.tags:
        if name in problems:
            examples.setdefault(name, {})["problem"] = problems[name]
    write_examples(examples, offered.tags, folder)


def _look_at(apps: Mapping[ServiceName, FastAPI]) -> _Offered:
    routes = [(service, route) for service, app in apps.items() for route in routes_of(app)]
    return _Offered(
        {route.operation: route for _, route in routes},
        {route.operation: f"{service}: {route.tag}" for service, route in routes if route.tag},
    )


@contextmanager
def _listening(home: Home, console: Console, heard: list[Exchange]) -> Iterator[tuple[str, _Offered]]:
    """An installation with demo logins whose requests are written down; its address and its operations."""
    with home.locked(), running_database(home, None, console.print) as database:
        settings = home.settings(database.url, database.name, demo=True)
        asyncio.run(bootstrap.install_demo_logins(settings, home))
        gateway = create_gateway(settings, None)
        offered = _look_at(gateway.state.apps)
        listener = Listener(gateway, Operations(offered.routes.values()), heard.append)
        port, ready = free_port(), threading.Event()
        config = server_config(listener, port)
        # A connection that the server closes just as a request sets out on it would end the recording.
        config.timeout_keep_alive = _IDLE_SECONDS
        server = AnnouncingServer(config, gateway.state.services.values(), ready.set)
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            if not ready.wait(_READY_SECONDS):
                raise LaunchRefusedError("服务未能启动，原因见上 / the server did not start; see above")
            yield address_of(port), offered
        finally:
            server.should_exit = True
            thread.join()
