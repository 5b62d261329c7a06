"""A database that was dumped and restored into another cluster goes on with its chain, and proves itself."""

import subprocess
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from hengjian.launch.bootstrap import prepare_database
from hengjian.launch.home import with_login
from hengjian.launch.postgres import EmbeddedPostgres, find_binaries
from tests.audit.chains import SCHEMA, Chain, open_chain
from tests.support.cluster import Cluster
from tests.support.installation import open_folder

NEXT_TRANSACTION = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"


@pytest.fixture
def elsewhere(cluster: Cluster) -> Iterator[EmbeddedPostgres]:
    """A server whose transactions are numbered from the beginning again."""
    with open_folder() as folder:
        server = EmbeddedPostgres(folder / "postgres", cluster.home.secrets()["superuser_password"], ("fsync=off",))
        server.start()
        try:
            yield server
        finally:
            server.stop()


AGE = "DO $$ BEGIN FOR i IN 1..4000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$"
"""Transactions that happen in the other databases of a cluster."""


@pytest_asyncio.fixture
async def restored(chain: Chain, cluster: Cluster, elsewhere: EmbeddedPostgres) -> AsyncIterator[Chain]:
    await chain.intruder.execute(AGE)
    await chain.write("aged")
    await chain.seal()
    name = await chain.intruder.fetchval("SELECT current_database()")
    await prepare_database(elsewhere.url, cluster.home, connections=3)
    password = cluster.home.secrets()["superuser_password"]
    _run(
        "pg_dump",
        "--format=custom",
        "--file",
        str(elsewhere.cluster / "dump"),
        with_login(cluster.admin_url, "postgres", password, name),
    )
    _run(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--dbname",
        with_login(elsewhere.url, "postgres", password, "hengjian"),
        str(elsewhere.cluster / "dump"),
    )
    opened = await open_chain(cluster, "hengjian", elsewhere.url)
    yield opened
    await opened.close()


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run([str(find_binaries() / program), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


class TestRestored:
    async def test_it_goes_on_where_it_stood(self, chain: Chain, restored: Chain) -> None:
        behind = await restored.intruder.fetchval(NEXT_TRANSACTION)
        assert await chain.intruder.fetchval(NEXT_TRANSACTION) > behind, "the other cluster counts from the beginning"
        head = await chain.head()
        await restored.write("sixth", "seventh")
        assert (await restored.verify([head])).unsealed == 2
        sealing = restored.sealing()
        assert await sealing.seal_all()
        report = await restored.verify([head, *restored.heads])
        assert (report.sealed, report.unsealed, report.broken_at) == (8, 0, None)
        assert [told.seq for told in restored.heads] == [4]

    async def test_what_it_wrote_since_cannot_be_deleted_unseen(self, restored: Chain) -> None:
        await restored.write("sixth", "seventh", "eighth")
        await restored.seal()
        head = await restored.head()
        await restored.write("ninth")
        await restored.seal()
        await restored.tamper(f"DELETE FROM {SCHEMA}.audit_log WHERE object_id IN ('sixth', 'seventh', 'eighth')")
        assert (await restored.verify([head])).broken_at == 4

    async def test_the_service_still_seals_nothing(self, restored: Chain) -> None:
        rights = await restored.intruder.fetch(
            """SELECT grantee FROM information_schema.role_table_grants
               WHERE table_name = 'audit_seal' AND privilege_type = 'INSERT' AND table_schema = $1""",
            SCHEMA,
        )
        names = {row["grantee"].rpartition("_")[2] for row in rights}
        assert names == {"owner", "sealing"}
