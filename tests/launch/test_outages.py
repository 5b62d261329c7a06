"""The database hangs, is full, or is gone: health says which within a second, and what comes back works at once."""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import httpx
import psutil
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from hengjian.gateway import create_gateway
from hengjian.kit.data import connections
from hengjian.launch.bootstrap import install_reference_data, prepare_database
from hengjian.launch.home import DATABASE, Home
from hengjian.launch.migrate import migrate
from hengjian.launch.postgres import EmbeddedPostgres
from hengjian.launch.trouble import LaunchRefusedError
from hengjian.launch.up import COMMAND_CONNECTIONS
from tests.support.installation import open_folder
from tests.support.people import client_for

ROOM = "400m"
SMALL = ("max_wal_size=64MB", "min_wal_size=32MB")
RECOVERY_SECONDS = 60
STOP_SECONDS = 60
TICK_SECONDS = 0.02


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def home(folder: Path) -> Home:
    return Home(folder / "home")


@pytest.fixture(scope="module")
def disk(folder: Path) -> Iterator[Path]:
    """A small one of the server's own, where the account may mount; a folder elsewhere."""
    disk = folder / "disk"
    disk.mkdir()
    disk.chmod(0o777)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM},mode=777", "tmpfs", str(disk)]
    if os.geteuid() == 0:
        subprocess.run(mount, capture_output=True, check=False)
    yield disk
    if disk.is_mount():
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture
def small_disk(disk: Path) -> Path:
    if not disk.is_mount():
        pytest.skip("needs the right to mount a small disk")
    return disk


@pytest.fixture(scope="module")
def server(home: Home, disk: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(disk / "postgres", home.secrets()["superuser_password"], ("fsync=off", *SMALL))
    server.start()
    yield server
    server.stop()


@pytest_asyncio.fixture(scope="module")
async def gateway(server: EmbeddedPostgres, home: Home) -> AsyncIterator[Starlette]:
    await prepare_database(server.url, home, connections=COMMAND_CONNECTIONS)
    await asyncio.to_thread(migrate, home.owner_url(server.url, DATABASE), home.role_of)
    settings = home.settings(server.url, DATABASE, demo=True)
    await install_reference_data(settings)
    app = create_gateway(settings, web_dir=None)
    async with app.router.lifespan_context(app):
        yield app


@pytest_asyncio.fixture
async def client(gateway: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with client_for(gateway) as client:
        yield client


async def _watch_the_machine(held_up: list[float]) -> None:
    """Notes by how much a busy machine keeps this process waiting: nobody answers meanwhile."""
    while True:
        begun = monotonic()
        await asyncio.sleep(TICK_SECONDS)
        held_up.append(monotonic() - begun - TICK_SECONDS)


async def _health(client: httpx.AsyncClient) -> tuple[int, set[str]]:
    """What the whole installation says of its databases, and never later than a second after it was asked."""
    held_up: list[float] = []
    watching = asyncio.create_task(_watch_the_machine(held_up))
    begun = monotonic()
    answer = await client.get("/api/v1/health")
    taken = monotonic() - begun
    watching.cancel()
    assert taken - sum(held_up) < 1.0
    return answer.status_code, {service["database"] for service in answer.json()["services"].values()}


async def _comes_to(client: httpx.AsyncClient, wanted: tuple[int, set[str]]) -> None:
    end = monotonic() + RECOVERY_SECONDS
    while (found := await _health(client)) != wanted:
        assert monotonic() < end, found
        await asyncio.sleep(0.2)


@contextmanager
def _stopped(processes: Sequence[psutil.Process]) -> Iterator[None]:
    """They stand still, as on a disk that answers no more. Workers of the server may have ended by themselves."""
    _send(processes, signal.SIGSTOP)
    try:
        yield
    finally:
        _send(processes, signal.SIGCONT)


def _send(processes: Sequence[psutil.Process], what: signal.Signals) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(what)


def _postmaster(server: EmbeddedPostgres) -> psutil.Process:
    assert server.pid is not None
    return psutil.Process(server.pid)


def _start_again(server: EmbeddedPostgres) -> None:
    """On the port it had; processes of the dead server may hold its memory a moment longer."""
    end = monotonic() + RECOVERY_SECONDS
    while not server.is_running:
        try:
            server._launch()
        except LaunchRefusedError:
            assert monotonic() < end, (server._folder / "server.log").read_text()[-2000:]
            sleep(0.2)


@contextmanager
def _filled(disk: Path) -> Iterator[None]:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1 << 16))
    try:
        yield
    finally:
        filler.unlink()


async def _sign_in(client: httpx.AsyncClient, name: str) -> int:
    """Needs the database, for reading and for writing."""
    answer = await client.post(
        "/api/v1/directory/session",
        json={"username": name, "password": "none of these"},
    )
    return answer.status_code


class TestHealth:
    async def test_one_that_hangs_is_told_and_so_is_that_it_goes_on(
        self, client: httpx.AsyncClient, server: EmbeddedPostgres
    ) -> None:
        assert await _health(client) == (200, {"ok"})
        postmaster = _postmaster(server)
        with _stopped([postmaster, *postmaster.children()]):
            for _ in range(3):
                assert await _health(client) == (503, {"hung"})
        await _comes_to(client, (200, {"ok"}))

    async def test_one_that_is_gone_is_told_and_nobody_gets_a_connection_to_it_afterwards(
        self, client: httpx.AsyncClient, server: EmbeddedPostgres
    ) -> None:
        await asyncio.gather(*(_sign_in(client, f"before{n}") for n in range(8)))
        assert server._process is not None
        server._process.kill()
        await asyncio.to_thread(server._process.wait)
        await _comes_to(client, (503, {"unreachable"}))
        await asyncio.to_thread(_start_again, server)
        await _comes_to(client, (200, {"ok"}))
        answers = await asyncio.gather(*(_sign_in(client, f"after{n}") for n in range(8)))
        assert set(answers) == {401}, "each on a connection to the server that runs now"

    async def test_one_without_room_is_told_while_it_can_still_be_read(
        self, client: httpx.AsyncClient, small_disk: Path
    ) -> None:
        await _comes_to(client, (200, {"ok"}))
        with _filled(small_disk):
            assert await _health(client) == (503, {"full"})
            assert (await client.get("/api/v1/directory/county")).status_code == 200, "reading goes on"
        await _comes_to(client, (200, {"ok"}))


class TestConnections:
    async def test_one_that_rested_and_gives_no_answer_is_replaced(
        self,
        client: httpx.AsyncClient,
        server: EmbeddedPostgres,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """As behind a cable that was pulled: nobody told this end."""
        await _comes_to(client, (200, {"ok"}))
        monkeypatch.setattr(connections, "RESTED_SECONDS", 0.0)
        monkeypatch.setattr(connections, "ANSWER_SECONDS", 0.3)
        await asyncio.gather(*(_sign_in(client, f"resting{n}") for n in range(8)))
        with _stopped(_postmaster(server).children()):
            async with asyncio.timeout(RECOVERY_SECONDS):
                assert await _sign_in(client, "meanwhile") == 401


@pytest.mark.usefixtures("gateway")
async def test_a_service_whose_database_hangs_still_stops(server: EmbeddedPostgres, home: Home) -> None:
    """Whoever stops it would otherwise have to kill it."""
    gateway = create_gateway(home.settings(server.url, DATABASE, demo=True), web_dir=None)
    postmaster = _postmaster(server)
    running = AsyncExitStack()
    await running.enter_async_context(gateway.router.lifespan_context(gateway))
    async with client_for(gateway) as client:
        await asyncio.gather(*(_sign_in(client, f"before{n}") for n in range(8)))
    with _stopped([postmaster, *postmaster.children()]):
        async with asyncio.timeout(STOP_SECONDS):
            await running.aclose()
