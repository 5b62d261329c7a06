"""One PostgreSQL for the whole test run, built by the real migrations; every module gets a clone of it."""

import asyncio
import fcntl
import json
import os
import shutil
import signal
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import asyncpg

from hengjian.kit.settings import ServiceName
from hengjian.launch.bootstrap import install_reference_data, prepare_database
from hengjian.launch.home import DATABASE, Home
from hengjian.launch.migrate import migrate
from hengjian.launch.postgres import EmbeddedPostgres
from hengjian.launch.up import COMMAND_CONNECTIONS
from tests.support.clock import start_offset

RUN_FOLDER = "HENGJIAN_TEST_RUN"
# Tests may lose their database in a power cut; nothing else is relaxed.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300", "shared_buffers=256MB")


def begin_run() -> None:
    """In the process that controls the run, before any worker starts."""
    folder = Path(tempfile.mkdtemp(prefix="hengjian-tests-"))
    folder.chmod(0o755)
    os.environ[RUN_FOLDER] = str(folder)


def end_run() -> None:
    folder = Path(os.environ.pop(RUN_FOLDER))
    state = folder / "cluster.json"
    if state.exists():
        content = json.loads(state.read_text())
        with suppress(ProcessLookupError):
            os.kill(content["pid"], signal.SIGINT)
            _wait_gone(content["pid"])
        shutil.rmtree(content["cluster"], ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _wait_gone(pid: int) -> None:
    for _ in range(200):
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        os.kill(pid, 0)
        signal.sigtimedwait([], 0.05)


@dataclass(frozen=True)
class Cluster:
    home: Home
    admin_url: str

    async def clone(self) -> str:
        """A database of its own for one module; returns its name."""
        name = f"test_{uuid4().hex[:12]}"
        connection = await asyncpg.connect(self.admin_url)
        try:
            await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{DATABASE}" STRATEGY file_copy')
        finally:
            await connection.close()
        return name

    async def drop(self, name: str) -> None:
        connection = await asyncpg.connect(self.admin_url)
        try:
            await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        finally:
            await connection.close()


def the_cluster() -> Cluster:
    """Started by whichever worker comes first; the others wait for it."""
    folder = Path(os.environ[RUN_FOLDER])
    home = Home(folder / "home")
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state = folder / "cluster.json"
        if not state.exists():
            server = EmbeddedPostgres(folder / "postgres", home.secrets()["superuser_password"], FAST)
            server.start()
            content = {"pid": server.pid, "url": server.url, "cluster": str(server.cluster)}
            state.write_text(json.dumps(content))
            _build(server.url, home)
            (folder / "built").touch()
        assert (folder / "built").exists(), "another worker could not build the database; its error says why"
        return Cluster(home, json.loads(state.read_text())["url"])


def _build(admin_url: str, home: Home) -> None:
    """Migrations run event loops of their own, so this works in a thread beside the test's loop."""

    async def prepare() -> None:
        await prepare_database(admin_url, home, connections=COMMAND_CONNECTIONS)

    asyncio.run(prepare())
    migrate(home.owner_url(admin_url, DATABASE), home.role_of)
    asyncio.run(install_reference_data(home.settings(admin_url, DATABASE, demo=True)))

    async def set_clocks() -> None:
        connection = await asyncpg.connect(home.owner_url(admin_url, DATABASE))
        seconds = round(start_offset().total_seconds())
        for service in ServiceName:
            statement = f"INSERT INTO {service}.office_clock (id, offset_seconds) VALUES (1, $1)"
            await connection.execute(statement, seconds)
        await connection.close()

    asyncio.run(set_clocks())
