"""A closed year leaves the tables as a signed file, and the chain goes on behind it."""

import asyncio
import gzip
import json
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
from rich.console import Console

from hengjian.appraisal.seals.audit_heads import is_signed_by
from hengjian.appraisal.seals.sealing import read_sealing_key
from hengjian.appraisal.seals.statement import fingerprint_of
from hengjian.audit.archive import verify_archive
from hengjian.audit.heads import Head
from hengjian.audit.verifying import BrokenChainError
from hengjian.kit.time.clock import real_now
from hengjian.launch.audit import archive_chain, archive_file, archive_year
from hengjian.launch.home import Home
from hengjian.launch.trouble import LaunchRefusedError
from tests.audit.chains import KEY, SCHEMA, Chain
from tests.support.cluster import Cluster

YEAR = 2026


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("HENGJIAN_AUDIT_KEY", KEY.decode())
    made = Home(tmp_path)
    made.secrets()
    made.audit_archives.mkdir()
    return made


async def archive(chain: Chain, home: Home) -> Path:
    """Everything that is sealed by now."""
    ends_at = real_now() + timedelta(minutes=1)
    assert await archive_chain(chain.intruder, SCHEMA, home, YEAR, ends_at) is not None
    return archive_file(home.audit_archives, SCHEMA, YEAR)


async def digest_told(chain: Chain) -> str:
    digest: str = await chain.intruder.fetchval(f"SELECT archive_digest FROM {SCHEMA}.audit_checkpoint")
    return digest


class TestArchive:
    async def test_the_chain_goes_on_behind_it(self, chain: Chain, home: Home) -> None:
        before = await chain.head()
        file = await archive(chain, home)
        assert await chain.intruder.fetchval(f"SELECT count(*) FROM {SCHEMA}.audit_log") == 0
        await chain.write("sixth")
        await chain.seal()
        report = await chain.verify([before])
        assert (report.archived, report.sealed, report.unsealed, report.broken_at) == (2, 1, 0, None)
        assert report.head is not None and report.head.seq == 3
        assert verify_archive(file, SCHEMA, KEY, await digest_told(chain), [before]) is None

    async def test_the_file_is_signed(self, chain: Chain, home: Home) -> None:
        file = await archive(chain, home)
        signed = json.loads(file.with_name(f"{SCHEMA}-{YEAR}.json").read_text())
        fingerprint = fingerprint_of(read_sealing_key(home.signing_key_file).as_pem(private=False).decode())
        assert is_signed_by(signed, fingerprint)
        assert signed["statement"]["digest"] == await digest_told(chain)
        signed["statement"]["digest"] = "0"
        assert not is_signed_by(signed, fingerprint)

    async def test_tables_are_append_only_again(self, chain: Chain, home: Home) -> None:
        await archive(chain, home)
        with pytest.raises(asyncpg.RestrictViolationError):
            await chain.intruder.execute(f"DELETE FROM {SCHEMA}.audit_log")
        with pytest.raises(asyncpg.RestrictViolationError):
            await chain.intruder.execute(f"UPDATE {SCHEMA}.audit_checkpoint SET year = 2000")

    async def test_a_changed_file_is_found(self, chain: Chain, home: Home) -> None:
        file = await archive(chain, home)
        content = gzip.decompress(file.read_bytes()).replace("王五".encode(), "赵六".encode())
        file.write_bytes(gzip.compress(content))
        assert verify_archive(file, SCHEMA, KEY, await digest_told(chain)) == "changed"

    async def test_a_file_that_was_made_without_the_key_is_found(self, chain: Chain, home: Home) -> None:
        file = await archive(chain, home)
        assert verify_archive(file, SCHEMA, b"another key", await digest_told(chain)) == "1: changed"

    async def test_a_head_from_outside_holds_the_archive_too(self, chain: Chain, home: Home) -> None:
        file = await archive(chain, home)
        other = Head(SCHEMA, 1, "00" * 32, "")
        assert verify_archive(file, SCHEMA, KEY, await digest_told(chain), [other]) is not None

    async def test_a_deleted_checkpoint_is_found(self, chain: Chain, home: Home) -> None:
        await archive(chain, home)
        await chain.write("sixth")
        await chain.seal()
        await chain.tamper(f"DELETE FROM {SCHEMA}.audit_checkpoint")
        assert (await chain.verify()).broken_at == 1

    async def test_what_does_not_hold_is_not_archived(self, chain: Chain, home: Home) -> None:
        await chain.tamper(f"UPDATE {SCHEMA}.audit_log SET actor_name = '赵六' WHERE object_id = 'fourth'")
        with pytest.raises(BrokenChainError):
            await archive(chain, home)
        assert await chain.intruder.fetchval(f"SELECT count(*) FROM {SCHEMA}.audit_log") == 5
        assert not archive_file(home.audit_archives, SCHEMA, YEAR).exists()

    async def test_an_open_year_is_refused(self, chain: Chain, cluster: Cluster) -> None:
        name = await chain.intruder.fetchval("SELECT current_database()")
        url = cluster.admin_url.rpartition("/")[0] + f"/{name}"
        with pytest.raises(LaunchRefusedError, match="is not closed"):
            await asyncio.to_thread(archive_year, cluster.home, url, Console(quiet=True), YEAR)

    async def test_no_archive_is_written_over(self, chain: Chain, home: Home) -> None:
        await archive(chain, home)
        await chain.write("sixth")
        await chain.seal()
        with pytest.raises(LaunchRefusedError, match="exists already"):
            await archive(chain, home)

    async def test_a_running_server_goes_on(self, chain: Chain, home: Home) -> None:
        sealing = chain.sealing()
        await sealing.seal_all()
        await archive(chain, home)
        await chain.write("sixth")
        assert await sealing.seal_all()
        assert sealing.state == "ok"
        assert (await chain.verify()).sealed == 1


class TestSince:
    async def test_a_trusted_head_is_where_it_begins(self, chain: Chain) -> None:
        head = await chain.head()
        await chain.write("sixth")
        await chain.seal()
        report = await chain.verify(since=head)
        assert (report.sealed, report.broken_at) == (1, None)

    async def test_what_is_not_in_the_chain_is_no_beginning(self, chain: Chain) -> None:
        assert (await chain.verify(since=Head(SCHEMA, 2, "00" * 32, ""))).broken_at == 2

    async def test_what_was_archived_meanwhile_begins_behind_the_archive(self, chain: Chain, home: Home) -> None:
        head = await chain.head()
        await archive(chain, home)
        await chain.write("sixth")
        await chain.seal()
        report = await chain.verify(since=head)
        assert (report.archived, report.sealed, report.broken_at) == (2, 1, None)

    async def test_the_trusted_seal_is_looked_at_itself(self, chain: Chain) -> None:
        head = await chain.head()
        await chain.tamper(f"UPDATE {SCHEMA}.audit_seal SET settled_id = 0, top_id = 0 WHERE seq = 2")
        assert (await chain.verify(since=head)).broken_at == 2
