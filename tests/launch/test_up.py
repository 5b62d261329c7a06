"""`hengjian up`: serves, refuses in one sentence, survives being killed, and leaves nothing running."""

import asyncio
import os
import signal
import stat
import time
from collections.abc import Iterator
from contextlib import suppress

import asyncpg
import psutil
import pytest

from hengjian.launch.address import free_port
from hengjian.launch.home import DATABASE
from hengjian.launch.postgres import EmbeddedPostgres
from tests.support.installation import Installation, class_codes, enter_class, open_installation, wait_until_gone


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """One folder for the whole module, so that most starts are second starts."""
    with open_installation() as made:
        yield made


@pytest.fixture
def running(installation: Installation) -> Installation:
    if not installation.answers():
        installation.start("--demo")
    return installation


@pytest.fixture
def fresh() -> Iterator[Installation]:
    with open_installation(migrated=False) as made:
        yield made


@pytest.fixture
def migrated() -> Iterator[Installation]:
    with open_installation() as made:
        yield made


def one_sentence(output: str) -> str:
    """The refusal; a traceback or a second line fails the test."""
    lines = [line for line in output.splitlines() if line.strip()]
    assert len(lines) == 1, output
    return lines[0]


class TestServing:
    def test_demo_logins_are_printed_kept_and_work(self, running: Installation) -> None:
        output = running.output.read_text()
        assert running.address in output
        assert stat.S_IMODE(running.home.demo_file.stat().st_mode) == 0o600
        client = running.sign_in("administrator")
        assert enter_class(client, "first").status_code == 200

    def test_a_second_up_on_the_folder_is_refused(self, running: Installation) -> None:
        second = running.run("up", "--port", str(free_port()))
        assert second.returncode == 1
        assert "another hengjian is running" in one_sentence(second.stderr)

    def test_a_taken_port_is_refused(self, running: Installation, fresh: Installation) -> None:
        second = fresh.run("up", "--port", str(running.port))
        assert second.returncode == 1
        assert f"port {running.port} is taken" in one_sentence(second.stderr)
        assert not fresh.home.cluster.exists()

    def test_the_audit_is_verified_beside_the_running_server(self, running: Installation) -> None:
        verified = running.run("audit-verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr
        assert "directory" in verified.stdout

    def test_the_evidence_is_verified_beside_the_running_server(self, running: Installation) -> None:
        verified = running.run("evidence-verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr
        assert "0 missing, 0 changed, 0 orphans" in verified.stdout

    def test_sigterm_leaves_nothing_running(self, running: Installation) -> None:
        family = running.family()
        assert len(family) > 1, "PostgreSQL should be among the children"
        assert running.stop(signal.SIGTERM) == 0
        assert wait_until_gone(family) == []
        assert not running.answers()


def _lasting(family: list[psutil.Process]) -> list[psutil.Process]:
    """Without the processes that PostgreSQL begins and ends for each connection."""
    return [process for process in family if process.name() != "postgres" or "-D" in process.cmdline()]


class TestStopping:
    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
    def test_ctrl_c_and_a_closed_terminal(self, running: Installation, number: signal.Signals) -> None:
        family = running.family()
        assert running.stop(number) == 0
        assert wait_until_gone(family) == []

    def test_under_nohup_a_closed_terminal_stops_nothing(self, migrated: Installation) -> None:
        migrated.is_under_nohup = True
        migrated.start("--demo")
        family = migrated.family()
        lasting = _lasting(family)
        for process in family:
            with suppress(psutil.NoSuchProcess):  # workers of the database come and go
                process.send_signal(signal.SIGHUP)
        assert enter_class(migrated.sign_in("administrator"), "after").status_code == 200
        assert _lasting(migrated.family()) == lasting
        assert migrated.stop() == 0
        assert wait_until_gone(family) == []

    def test_a_stop_in_the_middle_of_a_start(self, fresh: Installation) -> None:
        process = fresh.launch("--demo")
        end = time.monotonic() + 60
        while not list(fresh.home.folder.glob("postgres*")):
            assert time.monotonic() < end
            time.sleep(0.02)
        family = fresh.family()
        fresh.stop()
        assert wait_until_gone(family) == []
        assert process.returncode == 0
        fresh.start("--demo")
        assert fresh.sign_in("auditor").get("/api/v1/directory/units").status_code == 200
        assert fresh.stop() == 0


class TestRefusing:
    def test_a_database_newer_than_the_code(self, migrated: Installation) -> None:
        _set_revision(migrated, "appraisal", "appraisal_v1_9999")
        refused = migrated.run("up", "--port", str(migrated.port))
        assert refused.returncode == 1
        assert "the database is newer than this program" in one_sentence(refused.stderr)
        folder = str(migrated.home.cluster)
        assert [p for p in psutil.process_iter(["cmdline"]) if folder in (p.info["cmdline"] or [])] == []

    def test_a_server_that_cannot_be_reached(self, fresh: Installation) -> None:
        url = f"postgresql://nobody:secret@127.0.0.1:{free_port()}/none"
        refused = fresh.run("up", "--port", str(fresh.port), HENGJIAN_DATABASE_URL=url)
        assert refused.returncode == 1
        assert "the database cannot be reached" in one_sentence(refused.stderr)

    def test_an_address_that_is_no_postgresql(self, fresh: Installation) -> None:
        refused = fresh.run("up", "--database-url", "mysql://somewhere/else")
        assert refused.returncode == 1
        assert "begins with postgresql://" in one_sentence(refused.stderr)

    def test_demo_on_a_real_database(self, migrated: Installation) -> None:
        given = migrated.create_administrators(system="admin", security="keeper")
        again = migrated.run("create-admin", "--system=admin", "--system-name=王伟", "--recover")
        assert again.returncode == 1
        assert "there is an account admin already" in one_sentence(again.stderr)
        refused = migrated.run("up", "--demo", "--port", str(migrated.port))
        assert refused.returncode == 1
        assert "was not made with --demo" in one_sentence(refused.stderr)
        assert not migrated.home.demo_file.exists()
        migrated.start()
        assert "there is no account yet" not in migrated.output.read_text()
        client = migrated.sign_in_as("admin", given["admin"])
        moved = client.post("/api/v1/directory/demo-clock", json={"to": "2027-01-01T00:00:00+08:00"})
        assert moved.status_code == 404
        assert migrated.stop() == 0


class TestRehearsal:
    def test_is_marked_moves_its_clock_and_never_becomes_real(self, migrated: Installation) -> None:
        migrated.start("--rehearsal", HENGJIAN_SECURE_COOKIES="false")
        assert not migrated.home.demo_file.exists()
        given = migrated.create_administrators(system="admin", security="keeper")
        client = migrated.sign_in_first("admin", given["admin"], "gravel under seven lanterns")
        session = client.get("/api/v1/directory/session").json()
        assert (session["is_demo"], session["is_rehearsal"]) == (False, True)
        moved = client.post("/api/v1/directory/demo-clock", json={"to": "2027-01-01T00:00:00+08:00"})
        assert moved.json()["office_now"].startswith("2027-01-01")
        assert "Rehearsal" in client.get("/bulletin/").text
        assert migrated.stop() == 0
        refused = migrated.run("up", "--port", str(migrated.port))
        assert refused.returncode == 1
        assert "never becomes a real one" in one_sentence(refused.stderr)


class TestPrivateFolder:
    def test_a_folder_that_only_its_owner_may_enter(self, fresh: Installation) -> None:
        fresh.home.folder.parent.chmod(0o700)
        fresh.start("--demo")
        assert ("the database lives in" in fresh.output.read_text()) is (os.geteuid() == 0)
        client = fresh.sign_in("administrator")
        assert enter_class(client, "kept").status_code == 200
        family = fresh.family()
        assert fresh.stop() == 0
        assert wait_until_gone(family) == []
        fresh.start("--demo")
        assert "kept" in class_codes(fresh.sign_in("administrator"))
        assert fresh.stop() == 0


def _set_revision(installation: Installation, service: str, revision: str) -> None:
    home = installation.home
    server = EmbeddedPostgres(home.cluster, home.secrets()["superuser_password"])
    server.start()

    async def change() -> None:
        connection = await asyncpg.connect(home.owner_url(server.url, DATABASE))
        await connection.execute(f"UPDATE {service}.alembic_version SET version_num = $1", revision)
        await connection.close()

    try:
        asyncio.run(change())
    finally:
        server.stop()
