"""What a superuser of the database, who lacks the audit key, may do, and how it is found."""

import asyncio
import hashlib
from time import monotonic

import asyncpg
import orjson
import pytest

from hengjian.audit.chain import CONTENT, ROW_COLUMNS, read_seal
from hengjian.audit.verifying import verify_chain
from tests.audit.chains import KEY, SCHEMA, Chain

LOG, SEALS = f"{SCHEMA}.audit_log", f"{SCHEMA}.audit_seal"
ROW_OF_SECOND_SEAL = f"(SELECT audit_ids[1] FROM {SEALS} WHERE seq = 2)"

OTHERWISE = {
    "id": "id + 1000",
    "at": "at + interval '1 microsecond'",
    "before": """'{"points": "9"}'""",
    "after": """'{"points": "9"}'""",
}
"""What a column is set to; others to a word."""

_OLDEST_RUNNING = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


class TestUntouched:
    async def test_the_chain_holds_to_its_head(self, chain: Chain) -> None:
        head = await chain.head()
        report = await chain.verify([head])
        assert (report.sealed, report.unsealed, report.broken_at, head.seq) == (5, 0, None, 2)

    async def test_the_key_makes_the_chain(self, chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tests.audit.chains.KEY", b"another")
        assert (await chain.verify()).broken_at == 1


class TestRows:
    @pytest.mark.parametrize("column", CONTENT)
    async def test_an_edit_of_any_column(self, chain: Chain, column: str) -> None:
        value = OTHERWISE.get(column, "'other'")
        await chain.tamper(f"UPDATE {LOG} SET {column} = {value} WHERE id = {ROW_OF_SECOND_SEAL}")
        assert (await chain.verify()).broken_at == 2

    async def test_no_column_is_left_out_of_the_seal(self, chain: Chain) -> None:
        rows = await chain.intruder.fetch(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = $1 AND table_name = 'audit_log'",
            SCHEMA,
        )
        assert {row["column_name"] for row in rows} == set(CONTENT)

    async def test_one_deleted_in_the_middle(self, chain: Chain) -> None:
        await chain.tamper(f"DELETE FROM {LOG} WHERE object_id = 'second'")
        assert (await chain.verify()).broken_at == 1

    async def test_two_that_changed_places(self, chain: Chain) -> None:
        await chain.tamper(
            f"""UPDATE {LOG} AS one SET object_id = other.object_id FROM {LOG} AS other
                WHERE (one.object_id, other.object_id) IN (('first', 'second'), ('second', 'first'))"""
        )
        assert (await chain.verify()).broken_at == 1


class TestForgedRows:
    """Rows that were never written, sealed by the running server because it cannot know them from others."""

    async def test_below_every_id(self, chain: Chain) -> None:
        await self._forge(chain, "-5", "clock_timestamp()")
        assert await self._found_after_sealing(chain) == (3, "backdated")

    async def test_in_a_gap(self, chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("hengjian.audit.sealing.SETTLING_SECONDS", 0.0)
        monkeypatch.setattr("hengjian.audit.sealing.REST_SECONDS", 0.0)
        sealing = chain.sealing()
        gap = await chain.service.fetchval("SELECT nextval('audit_log_id_seq')")
        for name in ("sixth", "seventh", "eighth"):
            await chain.write(name)
            await self._let_others_end(chain)
            await sealing.seal_all()
        await self._forge(chain, str(gap), "clock_timestamp()")
        assert await self._found_after_sealing(chain) == (6, "backdated")

    async def test_dated_before_the_last_head(self, chain: Chain) -> None:
        await self._forge(chain, "DEFAULT", "clock_timestamp() - interval '2 days'")
        assert await self._found_after_sealing(chain) == (3, "backdated")

    async def test_unsealed_it_is_overdue(self, chain: Chain) -> None:
        await self._forge(chain, "-5", "clock_timestamp() - interval '2 minutes'")
        report = await chain.verify()
        assert (report.unsealed, report.overdue) == (1, 1)

    @staticmethod
    async def _let_others_end(chain: Chain) -> None:
        """What other tests have begun in the same server keeps a gap open, because it might still fill it."""
        begun = await chain.service.fetchval("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        end = monotonic() + 60
        while await chain.service.fetchval(_OLDEST_RUNNING) < begun:
            assert monotonic() < end
            await asyncio.sleep(0.05)

    @staticmethod
    async def _forge(chain: Chain, number: str, at: str) -> None:
        await chain.tamper(
            f"""INSERT INTO {LOG} (id, at, actor, actor_name, address, request_id, action, object_type, object_id)
                VALUES ({number}, {at}, 'a2', '赵六', '', '', 'record_outcome', 'outcome', 'forged')"""
        )

    @staticmethod
    async def _found_after_sealing(chain: Chain) -> tuple[int | None, str]:
        await chain.seal()
        report = await chain.verify()
        return report.broken_at, report.fault


class TestCutTail:
    async def test_rows_and_their_seals(self, chain: Chain) -> None:
        head = await chain.head()
        await chain.tamper(f"DELETE FROM {LOG} WHERE id >= {ROW_OF_SECOND_SEAL}", f"DELETE FROM {SEALS} WHERE seq = 2")
        assert (await chain.verify()).broken_at is None, "nothing in the database tells"
        report = await chain.verify([head])
        assert (report.broken_at, report.fault) == (2, "cut off")

    async def test_everything(self, chain: Chain) -> None:
        head = await chain.head()
        await chain.tamper(f"TRUNCATE {LOG}, {SEALS}")
        report = await chain.verify([head])
        assert (report.broken_at, report.fault) == (1, "cut off")

    async def test_everything_and_the_server_went_on(self, chain: Chain) -> None:
        head = await chain.head()
        await chain.tamper(f"TRUNCATE {LOG}, {SEALS}")
        for name in ("sixth", "seventh", "eighth"):
            await chain.write(name)
            await chain.seal()
        assert (await chain.verify()).broken_at is None
        assert (await chain.verify([head])).broken_at == 2

    async def test_all_seals(self, chain: Chain) -> None:
        head = await chain.head()
        await chain.tamper(f"TRUNCATE {SEALS}", f"UPDATE {LOG} SET at = at - interval '2 minutes'")
        report = await chain.verify()
        assert (report.sealed, report.unsealed, report.overdue) == (0, 5, 5)
        assert (await chain.verify([head])).broken_at == 1

    async def test_one_seal(self, chain: Chain) -> None:
        await chain.tamper(f"DELETE FROM {SEALS} WHERE seq = 1")
        assert (await chain.verify()).broken_at == 1

    async def test_a_running_server_seals_nothing_more_and_says_so(self, chain: Chain) -> None:
        sealing = chain.sealing()
        await sealing.seal_all()
        assert sealing.state == "ok"
        await chain.tamper(f"TRUNCATE {LOG}, {SEALS}")
        await chain.write("sixth")
        await sealing.seal_all()
        assert sealing.state == "cut"
        assert await chain.intruder.fetchval(f"SELECT count(*) FROM {SEALS}") == 0


class TestChainMadeAnew:
    async def test_without_the_key(self, chain: Chain) -> None:
        """The twenty lines that sufficed where the chain was plain SHA-256."""
        await chain.tamper(f"UPDATE {LOG} SET actor_name = '赵六'")
        previous = b""
        for seq, ids in await chain.intruder.fetch(f"SELECT seq, audit_ids FROM {SEALS} ORDER BY seq"):
            rows = await chain.intruder.fetch(f"SELECT {ROW_COLUMNS} FROM {LOG} WHERE id = ANY($1) ORDER BY id", ids)
            seal = await read_seal(chain.intruder, SCHEMA, seq)
            said = [SCHEMA, seq, seal.sealed_at, seal.settled_id, seal.top_id]
            content = orjson.dumps([said, [[row[name] for name in CONTENT] for row in rows]])
            previous = hashlib.sha256(previous + content).digest()
            await chain.tamper(f"UPDATE {SEALS} SET hash = '\\x{previous.hex()}' WHERE seq = {seq}")
        assert (await chain.verify()).broken_at == 1

    @pytest.mark.parametrize(
        "change", ["sealed_at = sealed_at - interval '1 day'", "settled_id = settled_id + 1", "top_id = top_id + 9"]
    )
    async def test_what_a_seal_says_of_itself(self, chain: Chain, change: str) -> None:
        await chain.tamper(f"UPDATE {SEALS} SET {change} WHERE seq = 2")
        assert (await chain.verify()).broken_at == 2

    async def test_a_seal_of_another_service(self, chain: Chain) -> None:
        await chain.tamper(
            f"INSERT INTO targets.audit_log SELECT * FROM {LOG}",
            f"INSERT INTO targets.audit_seal SELECT * FROM {SEALS}",
        )
        assert (await verify_chain(chain.intruder, "targets", KEY)).broken_at == 1

    async def test_a_checkpoint_that_the_key_did_not_make(self, chain: Chain) -> None:
        await chain.tamper(
            f"""INSERT INTO {SCHEMA}.audit_checkpoint
                    (seq, year, sealed_at, settled_id, top_id, hash, archive_digest, code)
                SELECT seq, 2025, sealed_at, settled_id, top_id, hash, 'none', '\\x00' FROM {SEALS} WHERE seq = 1""",
            f"DELETE FROM {LOG} WHERE id < {ROW_OF_SECOND_SEAL}",
            f"DELETE FROM {SEALS} WHERE seq = 1",
        )
        assert (await chain.verify()).fault == "checkpoint changed"


class TestRights:
    """What the roles may do that processes run as."""

    @pytest.mark.parametrize("table", ["audit_seal", "audit_checkpoint"])
    async def test_the_service_seals_nothing(self, chain: Chain, table: str) -> None:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await chain.service.execute(f"INSERT INTO {table} SELECT * FROM {table}")

    @pytest.mark.parametrize(
        "statement",
        [
            f"INSERT INTO {LOG} SELECT * FROM {LOG}",
            f"UPDATE {SEALS} SET hash = ''",
            f"DELETE FROM {SEALS}",
            f"TRUNCATE {SEALS}",
            f"INSERT INTO {SCHEMA}.audit_checkpoint SELECT * FROM {SCHEMA}.audit_checkpoint",
            f"SELECT * FROM {SCHEMA}.outcome",
        ],
    )
    async def test_the_sealing_role_does_nothing_else(self, chain: Chain, statement: str) -> None:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await chain.sealer.execute(statement)


class TestOrder:
    async def test_what_commits_late_is_sealed_then(self, chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("hengjian.audit.sealing.SETTLING_SECONDS", 0.0)
        monkeypatch.setattr("hengjian.audit.sealing.REST_SECONDS", 0.0)
        sealing = chain.sealing()
        slow = chain.service.transaction()
        await slow.start()
        await chain.write("slow")
        for name in ("sixth", "seventh"):
            await chain.tamper(
                f"""INSERT INTO {LOG} (actor, actor_name, address, request_id, action, object_type, object_id)
                    VALUES ('a1', '王五', '', '', 'record_outcome', 'outcome', '{name}')"""
            )
            await sealing.seal_all()
        await slow.commit()
        assert await sealing.seal_all()
        report = await chain.verify()
        assert (report.sealed, report.unsealed, report.broken_at) == (8, 0, None)

    async def test_a_long_transaction_that_got_its_number_after_its_id(
        self, chain: Chain, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The id is given out before a look, the transaction has no number at that look, and it runs on for long."""
        monkeypatch.setattr("hengjian.audit.sealing.SETTLING_SECONDS", 0.1)
        monkeypatch.setattr("hengjian.audit.sealing.REST_SECONDS", 0.0)
        sealing = chain.sealing()
        slow = chain.service.transaction()
        await slow.start()
        number = await chain.service.fetchval("SELECT nextval('audit_log_id_seq')")
        assert await chain.service.fetchval("SELECT pg_current_xact_id_if_assigned()") is None
        await sealing.seal_all()
        await chain.service.execute(
            f"""INSERT INTO audit_log (id, actor, actor_name, address, request_id, action, object_type, object_id)
                VALUES ({number}, 'a1', '王五', '', '', 'record_outcome', 'outcome', 'slow')"""
        )
        for name in ("sixth", "seventh", "eighth"):
            await asyncio.sleep(0.11)
            await chain.tamper(
                f"""INSERT INTO {LOG} (actor, actor_name, address, request_id, action, object_type, object_id)
                    VALUES ('a1', '王五', '', '', 'record_outcome', 'outcome', '{name}')"""
            )
            await sealing.seal_all()
        await slow.commit()
        assert await sealing.seal_all()
        report = await chain.verify()
        assert (report.sealed, report.unsealed, report.broken_at) == (9, 0, None)

    async def test_the_first_row_of_all_is_no_older_than_the_looks_before_it(
        self, chain: Chain, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A server that has stood idle since its database was made: the looks found no id given out, not even one."""
        monkeypatch.setattr("hengjian.audit.sealing.SETTLING_SECONDS", 0.0)
        monkeypatch.setattr("hengjian.audit.sealing.REST_SECONDS", 0.0)
        await chain.tamper(f"TRUNCATE {LOG}, {SEALS}", f"ALTER SEQUENCE {LOG}_id_seq RESTART")
        sealing = chain.sealing()
        for _ in range(3):
            await sealing.seal_all()
        await chain.write("first")
        assert await sealing.seal_all()
        report = await chain.verify()
        assert (report.sealed, report.unsealed, report.broken_at) == (1, 0, None)

    async def test_a_look_at_the_newest_rows_alone_leaves_none_behind(
        self, chain: Chain, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("hengjian.audit.sealing.SETTLING_SECONDS", 0.0)
        monkeypatch.setattr("hengjian.audit.sealing.REST_SECONDS", 0.0)
        sealing = chain.sealing()
        written = 0
        while written < 6 or sealing._done == 0:  # a transaction of anybody on this server puts it off
            await chain.write(f"row {written}")
            written += 1
            assert await sealing.seal_all()
            await asyncio.sleep(0.02)
        report = await chain.verify()
        assert (report.sealed, report.unsealed, report.broken_at) == (5 + written, 0, None)
