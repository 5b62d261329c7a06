"""Several installations on one database server leave each other alone."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from hengjian.kit.settings import ServiceName
from hengjian.launch.bootstrap import prepare_database
from hengjian.launch.home import Home
from hengjian.launch.trouble import LaunchRefusedError
from hengjian.launch.up import COMMAND_CONNECTIONS
from tests.support.cluster import Cluster


@pytest.fixture
async def databases(cluster: Cluster) -> AsyncIterator[list[str]]:
    """Two empty ones."""
    connection = await asyncpg.connect(cluster.admin_url)
    names = ["county_one", "county_two"]
    try:
        for name in names:
            await connection.execute(f"CREATE DATABASE {name}")
        yield names
        for name in names:
            await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await connection.close()


async def _prepare(cluster: Cluster, home: Home, database: str) -> None:
    await prepare_database(cluster.admin_url, home, database=database, connections=COMMAND_CONNECTIONS)


async def _can_sign_in(cluster: Cluster, home: Home, database: str) -> bool:
    for settings in home.settings(cluster.admin_url, database, demo=False).values():
        await (await asyncpg.connect(settings.database_url)).close()
    return True


class TestTwoOnOneServer:
    async def test_the_second_start_leaves_the_first_ones_roles_alone(
        self, cluster: Cluster, databases: list[str], tmp_path: Path
    ) -> None:
        first, second = Home(tmp_path / "first"), Home(tmp_path / "second")
        await _prepare(cluster, first, databases[0])
        await _prepare(cluster, second, databases[1])
        assert await _can_sign_in(cluster, first, databases[0])
        assert await _can_sign_in(cluster, second, databases[1])
        assert first.role_of(ServiceName.TARGETS) != second.role_of(ServiceName.TARGETS)

    async def test_a_name_that_is_taken_is_refused(
        self, cluster: Cluster, databases: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HENGJIAN_INSTALLATION", "taishun")
        first, second = Home(tmp_path / "first"), Home(tmp_path / "second")
        await _prepare(cluster, first, databases[0])
        with pytest.raises(LaunchRefusedError, match="hengjian_taishun_owner is another installation's"):
            await _prepare(cluster, second, databases[1])
        assert await _can_sign_in(cluster, first, databases[0])

    async def test_a_database_that_is_anothers_is_refused(
        self, cluster: Cluster, databases: list[str], tmp_path: Path
    ) -> None:
        first, second = Home(tmp_path / "first"), Home(tmp_path / "second")
        await _prepare(cluster, first, databases[0])
        with pytest.raises(LaunchRefusedError, match="county_one is another installation's"):
            await _prepare(cluster, second, databases[0])
        assert await _can_sign_in(cluster, first, databases[0])

    async def test_a_second_start_of_the_same_changes_nothing(
        self, cluster: Cluster, databases: list[str], tmp_path: Path
    ) -> None:
        home = Home(tmp_path / "first")
        await asyncio.gather(_prepare(cluster, home, databases[0]))
        await _prepare(cluster, home, databases[0])
        assert await _can_sign_in(cluster, home, databases[0])

    @pytest.mark.parametrize("name", ["Taishun", "1st", "a" * 21, "a;drop"])
    def test_a_name_that_is_no_name_is_refused(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HENGJIAN_INSTALLATION", name)
        with pytest.raises(LaunchRefusedError, match="HENGJIAN_INSTALLATION"):
            Home(tmp_path / "first").secrets()


async def test_a_server_that_cannot_give_what_is_needed_is_refused(
    cluster: Cluster, databases: list[str], tmp_path: Path
) -> None:
    with pytest.raises(LaunchRefusedError, match=r"has \d+ connections left, 9999 are needed"):
        await prepare_database(cluster.admin_url, Home(tmp_path), database=databases[0], connections=9999)
