"""A job seals the audit rows into a hash chain, which anybody with the database can compute again."""

import hashlib
from dataclasses import dataclass

import asyncpg
import orjson

_CONTENT = ("id", "at", "actor", "actor_name", "request_id", "action", "object_type", "object_id", "before", "after")
_ROW_COLUMNS = ", ".join(
    f"{name}::text AS {name}" if name in {"before", "after"} else name for name in ("xid", *_CONTENT)
)
"""``before`` and ``after`` as text, whatever the connection makes of JSON."""


def _chain(previous: bytes, row: asyncpg.Record) -> bytes:
    """SHA-256 over the hash before and the row as one JSON array; before and after stand in it as stored text."""
    content = [row[name] for name in _CONTENT]
    return hashlib.sha256(previous + orjson.dumps(content)).digest()


async def seal_chain(connection: asyncpg.Connection, schema: str, limit: int = 5000) -> int:
    """Chain up to ``limit`` rows whose transactions can no longer be overtaken; returns how many.

    Rows are taken in the order of their transactions below the oldest one still running, so that no row that commits
    late can fall in front of a sealed one.
    """
    async with connection.transaction():
        if not await connection.fetchval("SELECT pg_try_advisory_xact_lock(hashtext($1))", f"{schema}.audit_seal"):
            return 0
        last = await connection.fetchrow(
            f"SELECT seq, xid, audit_id, hash FROM {schema}.audit_seal ORDER BY seq DESC LIMIT 1"
        )
        rows = await connection.fetch(
            f"""SELECT {_ROW_COLUMNS} FROM {schema}.audit_log
                WHERE (xid, id) > ($1, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                ORDER BY xid, id LIMIT $3""",
            last["xid"] if last else 0,
            last["audit_id"] if last else 0,
            limit,
        )
        seq, previous = (last["seq"], last["hash"]) if last else (0, b"")
        seals = []
        for row in rows:
            seq += 1
            previous = _chain(previous, row)
            seals.append((seq, row["id"], row["xid"], previous))
        await connection.executemany(
            f"INSERT INTO {schema}.audit_seal (seq, audit_id, xid, hash) VALUES ($1, $2, $3, $4)", seals
        )
        return len(seals)


async def has_unsealed(connection: asyncpg.Connection, schema: str) -> bool:
    """Whether rows wait for their seal, or for a transaction that still runs."""
    waits: bool = await connection.fetchval(
        f"""SELECT EXISTS (SELECT FROM {schema}.audit_log WHERE (xid, id) >
            (SELECT coalesce(max(xid), 0), coalesce(max(audit_id), 0) FROM
             (SELECT xid, audit_id FROM {schema}.audit_seal ORDER BY seq DESC LIMIT 1) AS last))"""
    )
    return waits


@dataclass(frozen=True)
class ChainReport:
    """``broken_at`` is the number of the first seal that does not hold, or ``None``."""

    schema: str
    sealed: int
    unsealed: int
    broken_at: int | None


async def verify_chain(connection: asyncpg.Connection, schema: str) -> ChainReport:
    """Recompute the whole chain of one schema and count the tail that is not sealed yet."""
    previous, sealed = b"", 0
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        cursor = connection.cursor(
            f"""SELECT seq, hash, row.* FROM {schema}.audit_seal
                LEFT JOIN (SELECT {_ROW_COLUMNS} FROM {schema}.audit_log) AS row ON row.id = audit_id ORDER BY seq""",
            prefetch=1000,
        )
        async for row in cursor:
            if row["seq"] != sealed + 1 or row["id"] is None or _chain(previous, row) != row["hash"]:
                return ChainReport(schema, sealed, 0, sealed + 1)
            previous, sealed = row["hash"], sealed + 1
        total = await connection.fetchval(f"SELECT count(*) FROM {schema}.audit_log")
    return ChainReport(schema, sealed, total - sealed, None)
