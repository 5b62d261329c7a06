"""A closed year of the chain as a file: its seals and their rows, verified while they are written.

The database then goes on from a checkpoint that only the holder of the audit key can make; the file carries the signed
head of what it holds. So the chain reaches from the first row of the first year to today, in whatever place a part
lies.
"""

import gzip
import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg
import orjson

from hengjian.audit.chain import BEGINNING, CONTENT, Seal
from hengjian.audit.heads import Head
from hengjian.audit.verifying import (
    BrokenChainError,
    Walk,
    checkpoint_code,
    hashes_by_number,
    meet,
    read_links,
    read_start,
)

FORMAT = "hengjian-audit-archive/1"
LOCK_TIMEOUT = "10s"


@dataclass(frozen=True)
class Archived:
    """``last`` is the last seal in the file, ``digest`` the SHA-256 of the whole file."""

    file: Path
    last: Seal
    rows: int
    digest: str


async def write_archive(
    connection: asyncpg.Connection, schema: str, key: bytes, file: Path, *, before: datetime
) -> Archived | None:
    """Every seal made ``before``; None where there is none. Raises :class:`BrokenChainError` where one does not hold.

    The file is complete or not there.
    """
    unfinished = file.with_name(f"{file.name}.unfinished")
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        start = await read_start(connection, schema, key)
        walk = Walk(schema, key, start)
        with unfinished.open("wb") as stream, gzip.open(stream, "wb") as packed:
            packed.write(orjson.dumps({"format": FORMAT, "service": schema, "after": _written(start)}) + b"\n")
            async for seal, rows in read_links(connection, schema, start.seq):
                if seal.sealed_at >= before:
                    break
                walk.follow(seal, rows)
                content = [[row[name] for name in CONTENT] for row in rows]
                packed.write(orjson.dumps({**_written(seal), "rows": content}) + b"\n")
    if walk.last == start:
        unfinished.unlink()
        return None
    with unfinished.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
        os.fsync(written.fileno())
    unfinished.rename(file)
    return Archived(file, walk.last, walk.sealed, digest)


async def replace_by_checkpoint(
    connection: asyncpg.Connection, schema: str, key: bytes, year: int, archived: Archived
) -> None:
    """As the owner of the schema: what the file holds leaves the tables, a checkpoint comes in its place.

    Writes of the service wait meanwhile.
    """
    last = archived.last
    row = {**vars(last), "year": year, "archive_digest": archived.digest}
    async with connection.transaction():
        await connection.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
        for table in ("audit_log", "audit_seal"):
            await connection.execute(f"ALTER TABLE {schema}.{table} DISABLE TRIGGER append_only")
        await connection.execute(
            f"""INSERT INTO {schema}.audit_checkpoint
                (seq, year, sealed_at, settled_id, top_id, hash, archive_digest, code)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
            *(last.seq, year, last.sealed_at, last.settled_id, last.top_id, last.hash, archived.digest),
            checkpoint_code(key, schema, row),
        )
        await connection.execute(
            f"""DELETE FROM {schema}.audit_log USING
                (SELECT unnest(audit_ids) AS id FROM {schema}.audit_seal WHERE seq <= $1) AS archived
                WHERE audit_log.id = archived.id""",
            last.seq,
        )
        await connection.execute(f"DELETE FROM {schema}.audit_seal WHERE seq <= $1", last.seq)
        for table in ("audit_log", "audit_seal"):
            await connection.execute(f"ALTER TABLE {schema}.{table} ENABLE TRIGGER append_only")


def verify_archive(file: Path, schema: str, key: bytes, digest: str, heads: Iterable[Head] = ()) -> str | None:
    """What does not hold about the file that a checkpoint names by its digest; None where all does."""
    with file.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != digest:
            return "changed"
    awaited = hashes_by_number(heads, schema)
    try:
        with gzip.open(file, "rb") as lines:
            start = _read(orjson.loads(next(lines))["after"])
            walk = Walk(schema, key, start)
            for line in lines:
                written = orjson.loads(line)
                seal = _read(written)
                walk.follow(seal, [_row(values) for values in written["rows"]])
                meet(awaited, seal)
    except BrokenChainError as broken:
        return f"{broken.seq}: {broken.fault}"
    except (OSError, ValueError, KeyError, StopIteration):
        return "unreadable"
    return None


def _written(seal: Seal) -> dict[str, Any]:
    return {**vars(seal), "hash": seal.hash.hex()}


def _read(written: Mapping[str, Any]) -> Seal:
    if written["seq"] == BEGINNING.seq:
        return BEGINNING
    return Seal(
        written["seq"],
        datetime.fromisoformat(written["sealed_at"]),
        written["settled_id"],
        written["top_id"],
        bytes.fromhex(written["hash"]),
    )


def _row(values: list[Any]) -> dict[str, Any]:
    row = dict(zip(CONTENT, values, strict=True))
    return {**row, "at": datetime.fromisoformat(row["at"])}
