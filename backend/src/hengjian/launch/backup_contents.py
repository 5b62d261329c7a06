"""What a backup says of the moment it holds, so that a restored installation can be compared with it."""

from collections.abc import Mapping
from dataclasses import dataclass

import asyncpg

from hengjian.audit.chain import read_seal
from hengjian.audit.heads import Head
from hengjian.kit.settings import ServiceName
from hengjian.supervision.evidence.stores import blob_key, picture_key

_SCHEMAS = [str(service) for service in ServiceName]


@dataclass(frozen=True)
class Moment:
    """Of one snapshot: rows by table, the last seal of each audit chain, digests of published results, file hashes by
    their place in the store, and which closed years lie in audit archives."""

    counts: Mapping[str, int]
    heads: list[Head]
    seals: Mapping[str, str]
    files: Mapping[str, str | None]
    archives: list[tuple[str, int]]


async def read_moment(connection: asyncpg.Connection) -> Moment:
    return Moment(
        counts=await count_rows(connection),
        heads=await _read_heads(connection),
        seals=await read_seals(connection),
        files=await _read_files(connection),
        archives=await _read_archives(connection),
    )


async def count_rows(connection: asyncpg.Connection) -> dict[str, int]:
    tables = await connection.fetch(
        """SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
           WHERE schemaname = ANY($1) ORDER BY schemaname, tablename""",
        _SCHEMAS,
    )
    counts = {}
    for table in tables:
        counts[table["name"]] = await connection.fetchval(f"SELECT count(*) FROM {table['name']}")  # noqa: S608 - quoted by the database
    return counts


async def read_seals(connection: asyncpg.Connection) -> dict[str, str]:
    rows = await connection.fetch("SELECT id::text, digest FROM appraisal.sealed_result ORDER BY id")
    return {row["id"]: row["digest"] for row in rows}


async def _read_heads(connection: asyncpg.Connection) -> list[Head]:
    last = [(schema, await read_seal(connection, schema)) for schema in _SCHEMAS]
    return [Head.of(schema, seal) for schema, seal in last if seal.seq]


async def _read_files(connection: asyncpg.Connection) -> dict[str, str | None]:
    """Thumbnails are drawn again; of an upload that is not finished the device holds the whole."""
    evidence = await connection.fetch("SELECT DISTINCT sha256 FROM supervision.evidence ORDER BY sha256")
    pictures = await connection.fetch("SELECT DISTINCT sha256 FROM supervision.public_picture ORDER BY sha256")
    files: dict[str, str | None] = {blob_key(row["sha256"]): row["sha256"] for row in evidence}
    for row in pictures:
        files[picture_key(row["sha256"])] = row["sha256"]
        files[picture_key(row["sha256"], small=True)] = None
    return files


async def _read_archives(connection: asyncpg.Connection) -> list[tuple[str, int]]:
    found = []
    for schema in _SCHEMAS:
        rows = await connection.fetch(f"SELECT year FROM {schema}.audit_checkpoint ORDER BY seq")  # noqa: S608 - an enum's value
        found += [(schema, row["year"]) for row in rows]
    return found
