"""For development: all in one as a child process, started again whenever a source file changes."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from hengjian.launch.address import address_of
from hengjian.launch.children import start_child, stop_children
from hengjian.launch.home import Home
from hengjian.launch.migrate import migrate
from hengjian.launch.ready import wait_until_answering
from hengjian.launch.signals import is_leaving
from hengjian.launch.together import serve_together
from hengjian.launch.wanted import Database, Wanted

_ORDER = "HENGJIAN_RELOAD_ORDER"
_SOURCE = Path(__file__).resolve().parents[1]


def serve_reloading(wanted: Wanted, database: Database, when_ready: Callable[[], None]) -> None:
    import watchfiles

    order = {
        "home": str(wanted.home.folder),
        "port": wanted.port,
        "web_dir": str(wanted.web_dir) if wanted.web_dir else None,
        "demo": wanted.demo,
        "rehearsal": wanted.rehearsal,
        "url": database.url,
        "name": database.name,
    }
    environment = {**os.environ, _ORDER: json.dumps(order)}
    changes = watchfiles.watch(_SOURCE, raise_interrupt=True, yield_on_timeout=False)
    is_announced = False
    while not is_leaving():
        child = start_child([sys.executable, "-m", "hengjian.launch.reloading"], environment=environment)
        try:
            if not is_announced:
                wait_until_answering(address_of(wanted.port), lambda: child.poll() is None)  # noqa: B023
                when_ready()
                is_announced = True
            next(changes)
        finally:
            stop_children([child])


def _serve_ordered() -> None:
    order = json.loads(os.environ[_ORDER])
    home = Home(Path(order["home"]))
    web_dir = Path(order["web_dir"]) if order["web_dir"] else None
    wanted = Wanted(
        home=home,
        port=order["port"],
        web_dir=web_dir,
        database_url=None,
        demo=order["demo"],
        rehearsal=order["rehearsal"],
    )
    migrate(home.owner_url(order["url"], order["name"]), home.role_of)
    serve_together(wanted, Database(order["url"], order["name"], is_new=False), lambda: None)


if __name__ == "__main__":
    _serve_ordered()
