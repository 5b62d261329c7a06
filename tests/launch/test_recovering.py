"""Letting somebody in again from the machine itself, beside the running server: in plain sight, and by its rules."""

import os
import pwd
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import asyncpg
import pytest

from hengjian.launch.home import DATABASE
from hengjian.launch.postgres import EmbeddedPostgres, running_port
from tests.support.installation import Installation, open_installation

API = "/api/v1/directory"
GIVEN, OWN, RECOVERED = "lanterns under seven gravel", "quiet harbour beyond the mill", "copper kettle in the orchard"


@pytest.fixture(scope="module")
def running() -> Iterator[Installation]:
    """A real one that serves; cookies travel without TLS for the tests' sake."""
    with open_installation() as made:
        made.start(HENGJIAN_SECURE_COOKIES="false")
        assert "there is no account yet" in made.output.read_text()
        yield made


@pytest.fixture(scope="module")
def given(running: Installation) -> dict[str, str]:
    """The two first administrators, made beside the server."""
    return running.create_administrators(system="first", security="keeper")


def secret_file(installation: Installation, password: str, mode: int = 0o600) -> str:
    file = installation.home.folder.with_name(f"password-{len(password)}-{mode:o}")
    file.write_text(password)
    file.chmod(mode)
    return str(file)


def command(installation: Installation, *arguments: str, password: str = GIVEN) -> "CompletedProcess[str]":
    return installation.run(*arguments, HENGJIAN_PASSWORD_FILE=secret_file(installation, password))


def one_sentence(text: str) -> str:
    assert len(text.strip().splitlines()) == 1, text
    return text


async def rows_of(installation: Installation, action: str) -> list[asyncpg.Record]:
    server = EmbeddedPostgres(installation.home.cluster, installation.home.secrets()["superuser_password"])
    server.port = running_port(server) or 0
    connection = await asyncpg.connect(installation.home.owner_url(server.url, DATABASE))
    try:
        statement = "SELECT actor, actor_name, object_type FROM directory.audit_log WHERE action = $1"
        return list(await connection.fetch(statement, action))
    finally:
        await connection.close()


BOTH = ("--system=second", "--system-name=张三", "--security=other", "--security-name=李四")


class TestCreateAdmin:
    def test_two_people_at_once_or_none(self, running: Installation) -> None:
        for arguments, said in (
            ((), "is missing; see hengjian create-admin --help"),
            (BOTH[:2], "is missing; see hengjian create-admin --help"),
            ((*BOTH[:3], "--security-name=张三"), "are two people"),
            ((*BOTH[:2], "--security=second", BOTH[3]), "are two people"),
        ):
            refused = running.run("create-admin", *arguments)
            assert refused.returncode == 1
            assert said in one_sentence(refused.stderr)

    def test_each_replaces_the_password_and_is_one_of_the_two(
        self, running: Installation, given: dict[str, str]
    ) -> None:
        for username, role in (("first", "administrator"), ("keeper", "security_administrator")):
            session = running.sign_in_as(username, given[username]).get(f"{API}/session").json()
            assert (session["must_change_password"], session["roles"]) == (True, [role])

    @pytest.mark.usefixtures("given")
    def test_more_only_in_a_recovery(self, running: Installation) -> None:
        refused = running.run("create-admin", *BOTH)
        assert refused.returncode == 1
        assert "add --recover" in one_sentence(refused.stderr)
        neither = running.run("create-admin", "--recover")
        assert "which one is missing" in one_sentence(neither.stderr)

    @pytest.mark.usefixtures("given")
    async def test_a_recovery_makes_the_missing_one(self, running: Installation) -> None:
        made = running.create_administrators(security="third")
        client = running.sign_in_as("third", made["third"])
        session = client.get(f"{API}/session").json()
        assert (session["must_change_password"], session["roles"]) == (True, ["security_administrator"])
        assert client.get(f"{API}/accounts").status_code == 403
        rows = await rows_of(running, "create_administrators")
        assert len([row for row in rows if row["object_type"] == "account"]) == 3
        assert len([row for row in rows if row["object_type"] == "role_grant"]) == 3
        user = pwd.getpwuid(os.getuid()).pw_name
        assert {row["actor"] for row in rows} == {"command-line"}
        assert all(user in row["actor_name"] for row in rows)

    def test_by_the_rules_of_the_page(self, running: Installation) -> None:
        refused = running.run("create-admin", "--system=Big Name", "--system-name=张三", "--recover")
        assert refused.returncode == 1
        assert "username" in one_sentence(refused.stderr)

    @pytest.mark.parametrize("name", ["create-admin", "reset-password"])
    def test_no_password_among_the_arguments(self, running: Installation, name: str) -> None:
        assert running.run(name, "--recover", "--password", OWN).returncode == 2


class TestResetPassword:
    async def test_ends_sessions_and_is_changed_first(self, running: Installation, given: dict[str, str]) -> None:
        before = running.sign_in_first("first", given["first"], GIVEN)
        assert before.get(f"{API}/accounts").status_code == 200
        refused = command(running, "reset-password", "first", password=OWN)
        assert "add --recover" in one_sentence(refused.stderr)
        done = command(running, "reset-password", "first", "--recover", password=OWN)
        assert (done.returncode, done.stderr) == (0, "")
        assert before.post(f"{API}/session:renew").status_code == 401
        entry = {"username": "first", "password": GIVEN}
        assert before.post(f"{API}/session", json=entry).status_code == 401
        again = running.sign_in_first("first", OWN, RECOVERED)
        assert again.get(f"{API}/accounts").status_code == 200
        assert [row["actor"] for row in await rows_of(running, "reset_password")][:1] == ["command-line"]

    @pytest.mark.parametrize(("password", "said"), [("short", "password"), ("password123", "too easy to guess")])
    @pytest.mark.usefixtures("given")
    def test_by_the_rules_of_the_page(self, running: Installation, password: str, said: str) -> None:
        refused = command(running, "reset-password", "keeper", "--recover", password=password)
        assert refused.returncode == 1
        assert said in one_sentence(refused.stderr)

    def test_a_missing_or_open_file_is_one_sentence(self, running: Installation) -> None:
        missing = running.run("reset-password", "keeper", "--recover", HENGJIAN_PASSWORD_FILE="/nowhere/at/all")
        assert "cannot be read" in one_sentence(missing.stderr)
        opened = secret_file(running, OWN, 0o640)
        others = running.run("reset-password", "keeper", "--recover", HENGJIAN_PASSWORD_FILE=opened)
        assert "may be read by others" in one_sentence(others.stderr)

    def test_an_account_that_is_not_there(self, running: Installation) -> None:
        refused = command(running, "reset-password", "nobody", "--recover")
        assert "no active account is called nobody" in one_sentence(refused.stderr)


class TestBeside:
    @pytest.mark.parametrize("arguments", [("seed",), ("migrate", "--check")])
    def test_a_running_server(self, running: Installation, arguments: tuple[str, ...]) -> None:
        done = running.run(*arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert running.answers()

    async def test_check_changes_nothing_and_says_what_is_behind(self, tmp_path: Path) -> None:
        with open_installation() as made:
            assert made.run("migrate", "--check").returncode == 0
            server = EmbeddedPostgres(made.home.cluster, made.home.secrets()["superuser_password"])
            server.start()
            try:
                connection = await asyncpg.connect(made.home.owner_url(server.url, DATABASE))
                await connection.execute("UPDATE appraisal.alembic_version SET version_num = 'before'")
                behind = made.run("migrate", "--check")
                assert behind.returncode == 1
                assert "not migrated: appraisal" in one_sentence(behind.stderr)
                assert await connection.fetchval("SELECT version_num FROM appraisal.alembic_version") == "before"
                await connection.close()
            finally:
                server.stop()
            refused = made.run("migrate", "--check", "--home", str(tmp_path))
            assert "holds no data" in one_sentence(refused.stderr)
