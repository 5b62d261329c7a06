"""A PostgreSQL that somebody else runs, of every version that this machine has: no superuser needed."""

from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from hengjian.kit.settings import ServiceName
from hengjian.launch.home import with_login
from hengjian.launch.postgres import EmbeddedPostgres
from tests.support.installation import Installation, all_binaries, open_folder, open_installation

ADMINISTRATOR_SQL = Path(__file__).parents[2] / "infra" / "postgres" / "administrator.sql"


@pytest.fixture(scope="module", params=all_binaries(), ids=str)
def server(request: pytest.FixtureRequest) -> Iterator[EmbeddedPostgres]:
    with pytest.MonkeyPatch.context() as patch, open_folder() as folder:
        patch.setenv("HENGJIAN_POSTGRES_BIN", str(request.param))
        made = EmbeddedPostgres(folder / "postgres", "secret")
        made.start()
        try:
            yield made
        finally:
            made.stop()


@pytest.fixture
def installation() -> Iterator[Installation]:
    with open_installation(migrated=False) as made:
        yield made


async def test_the_administrators_file_is_all_that_it_needs(
    server: EmbeddedPostgres, installation: Installation
) -> None:
    connection = await asyncpg.connect(server.url)
    try:
        lines = ADMINISTRATOR_SQL.read_text().splitlines()
        for statement in "\n".join(line for line in lines if not line.startswith("--")).split(";"):
            if statement.strip():
                await connection.execute(statement)
    finally:
        await connection.close()
    url = with_login(server.url, "hengjian_admin", "choose one", "hengjian") + "?sslmode=prefer&application_name=office"

    first = installation.run("migrate", HENGJIAN_DATABASE_URL=url)
    assert (first.returncode, first.stderr) == (0, "")
    assert "migrated" in first.stdout
    second = installation.run("migrate", "--database-url", url)
    assert "up to date" in second.stdout

    installation.start("--demo", HENGJIAN_DATABASE_URL=url)
    assert installation.sign_in("auditor").get("/api/v1/directory/units").status_code == 200
    assert not installation.home.cluster.exists()
    assert installation.stop() == 0
    verified = installation.run("audit-verify", HENGJIAN_DATABASE_URL=url)
    assert verified.returncode == 0, verified.stdout

    service = installation.home.settings(url, "hengjian", demo=False)[ServiceName.TARGETS]
    connection = await asyncpg.connect(service.database_url)
    try:
        assert await connection.fetchval("SELECT current_user") == installation.home.role_of(ServiceName.TARGETS)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch("SELECT * FROM directory.account")
    finally:
        await connection.close()
