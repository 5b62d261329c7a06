"""Audit rows are sealed into a chain that only the holder of the audit key can make.

A seal takes rows that have none yet, in the order of their ids, and says of itself when it was made, which ids had been
given out by then and up to which of them no row was still to come. Nothing of it depends on the cluster in which the
rows lie, so a restored database goes on where it stood, and a row that claims to be older than it is gives itself away.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import asyncpg
import orjson

CONTENT = (
    *("id", "at", "actor", "actor_name", "address", "request_id"),
    *("action", "object_type", "object_id", "before", "after"),
)
"""What is sealed of a row: all of it."""

ROW_COLUMNS = ", ".join(f"{name}::text AS {name}" if name in {"before", "after"} else name for name in CONTENT)
"""``before`` and ``after`` as text, whatever the connection makes of JSON."""

SEAL_COLUMNS = "seq, sealed_at, settled_id, top_id, hash"
LOWEST_ID = -(2**63)
ROWS_A_SEAL = 1000


@dataclass(frozen=True)
class Seal:
    """One link: ``settled_id`` is the id up to which no row was still to come, ``top_id`` the highest given out."""

    seq: int
    sealed_at: datetime
    settled_id: int
    top_id: int
    hash: bytes = b""


BEGINNING = Seal(0, datetime.min.replace(tzinfo=UTC), 0, 0)
"""What stands before the first seal: ids begin at one."""


def code_of(key: bytes, content: Sequence[Any], previous: bytes = b"") -> bytes:
    """HMAC-SHA-256 over the hash before and the content as one JSON array."""
    return hmac.digest(key, previous + orjson.dumps(content), hashlib.sha256)


def link(key: bytes, schema: str, previous: bytes, seal: Seal, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The hash that ``seal`` must have, over everything that it says and its rows."""
    said = [schema, seal.seq, seal.sealed_at, seal.settled_id, seal.top_id]
    return code_of(key, [said, [[row[name] for name in CONTENT] for row in rows]], previous)


async def read_seal(connection: asyncpg.Connection, schema: str, at_most: int | None = None) -> Seal:
    """The last seal, or the last one with a number of ``at_most``; where its year was archived, the checkpoint."""
    row = await connection.fetchrow(
        f"""SELECT {SEAL_COLUMNS} FROM {schema}.audit_seal WHERE seq <= $1
            UNION ALL SELECT {SEAL_COLUMNS} FROM {schema}.audit_checkpoint WHERE seq <= $1
            ORDER BY seq DESC LIMIT 1""",
        2**63 - 1 if at_most is None else at_most,
    )
    return seal_of(row) if row else BEGINNING


def seal_of(row: Mapping[str, Any]) -> Seal:
    """The seal in a row that holds it, whatever else stands in it."""
    return Seal(row["seq"], row["sealed_at"], row["settled_id"], row["top_id"], bytes(row["hash"]))


async def is_archived(connection: asyncpg.Connection, schema: str, seq: int) -> bool:
    """Whether this seal was moved into an archive: a checkpoint lies at it or behind it."""
    found: bool = await connection.fetchval(
        f"SELECT EXISTS (SELECT FROM {schema}.audit_checkpoint WHERE seq >= $1)", seq
    )
    return found


async def is_our_seal(connection: asyncpg.Connection, schema: str, key: bytes, seal: Seal) -> bool:
    """Whether a seal that stands in the database was made with this key over the rows that it names."""
    ids = await connection.fetchval(f"SELECT audit_ids FROM {schema}.audit_seal WHERE seq = $1", seal.seq)
    if ids is None:
        return True
    rows = await fetch_rows(connection, schema, ids)
    before = await read_seal(connection, schema, seal.seq - 1)
    return rows.keys() == set(ids) and link(key, schema, before.hash, seal, [rows[i] for i in ids]) == seal.hash


async def fetch_rows(connection: asyncpg.Connection, schema: str, ids: Sequence[int]) -> dict[int, asyncpg.Record]:
    rows = await connection.fetch(f"SELECT {ROW_COLUMNS} FROM {schema}.audit_log WHERE id = ANY($1)", ids)
    return {row["id"]: row for row in rows}


def unsealed(schema: str, columns: str) -> str:
    """SQL for rows above the id ``$1`` that no seal holds."""
    return f"""SELECT {columns} FROM {schema}.audit_log AS log WHERE id > $1 AND NOT EXISTS (
        SELECT FROM (SELECT unnest(audit_ids) AS id FROM {schema}.audit_seal WHERE top_id > $1) AS sealed
        WHERE sealed.id = log.id)"""


@dataclass(frozen=True)
class Moment:
    """What the database says of itself: its clock, the highest id given out, running and next transactions."""

    now: datetime
    top_id: int
    oldest_running: int
    next_transaction: int


async def read_moment(connection: asyncpg.Connection, schema: str) -> Moment:
    # A sequence that has given out nothing yet says ``last_value`` of one all the same.
    row = await connection.fetchrow(
        f"""SELECT clock_timestamp() AS now,
                   (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {schema}.audit_log_id_seq) AS top_id,
                   pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest_running,
                   pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next_transaction"""
    )
    return Moment(**row)


async def seal_rows(
    connection: asyncpg.Connection, schema: str, key: bytes, *, above: int = LOWEST_ID, settled: int = 0
) -> tuple[Seal, list[asyncpg.Record]] | None:
    """Seal up to a thousand rows with ids beyond ``above``; None where there are none, or another process seals.

    ``settled`` is the id up to which the caller has found that no row is still to come.
    """
    async with connection.transaction():
        if not await connection.fetchval("SELECT pg_try_advisory_xact_lock(hashtext($1))", f"{schema}.audit_seal"):
            return None
        moment = await read_moment(connection, schema)
        rows = await connection.fetch(unsealed(schema, ROW_COLUMNS) + f" ORDER BY id LIMIT {ROWS_A_SEAL}", above)
        if not rows:
            return None
        last = await read_seal(connection, schema)
        # Rows are taken from below, so what a full seal leaves over lies above its last row.
        found = settled if len(rows) < ROWS_A_SEAL else min(settled, rows[-1]["id"])
        bare = Seal(
            seq=last.seq + 1,
            sealed_at=moment.now,
            settled_id=max(last.settled_id, found),
            top_id=max(last.top_id, moment.top_id, rows[-1]["id"]),
        )
        seal = replace(bare, hash=link(key, schema, last.hash, bare, rows))
        await connection.execute(
            f"""INSERT INTO {schema}.audit_seal (seq, sealed_at, settled_id, top_id, audit_ids, hash)
                VALUES ($1, $2, $3, $4, $5, $6)""",
            *(seal.seq, seal.sealed_at, seal.settled_id, seal.top_id, [row["id"] for row in rows], seal.hash),
        )
        return seal, rows
