"""Does the chain hold? Asked of a database, the audit key, and heads that were kept elsewhere.

What is found against whoever rules the database but not the key: a row or a seal that was changed or is gone, an end
that was cut off, a chain made anew, a row that claims to be older than it is, a row that waits for its seal too long.
"""

from bisect import bisect_left
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import asyncpg

from hengjian.audit.chain import (
    BEGINNING,
    LOWEST_ID,
    SEAL_COLUMNS,
    Seal,
    code_of,
    fetch_rows,
    is_archived,
    is_our_seal,
    link,
    seal_of,
    unsealed,
)
from hengjian.audit.heads import Head

SEALS_AT_ONCE = 20
CLOCK_TOLERANCE = timedelta(minutes=1)
OVERDUE = timedelta(minutes=1)


@dataclass(frozen=True)
class ChainReport:
    """``broken_at`` is the number of the first seal that does not hold, and ``fault`` says why; ``None`` where all do.

    ``archived`` is the number of the last seal that lies in an archive, ``head`` the last seal of all.
    """

    schema: str
    sealed: int = 0
    unsealed: int = 0
    overdue: int = 0
    archived: int = 0
    head: Head | None = None
    broken_at: int | None = None
    fault: str = ""


class BrokenChainError(Exception):
    """The first seal that does not hold, and why."""

    def __init__(self, seq: int, fault: str) -> None:
        super().__init__(fault)
        self.seq = seq
        self.fault = fault


@dataclass
class Walk:
    """Seals in their order, from ``last`` on; each must follow the one before and hold its own rows."""

    schema: str
    key: bytes
    last: Seal = BEGINNING
    sealed: int = 0
    _tops: list[int] = field(default_factory=list)
    _times: list[datetime] = field(default_factory=list)
    _open: set[int] = field(default_factory=set)
    """Ids beyond the settled one that have a seal: none of them may have another."""

    def __post_init__(self) -> None:
        if self.last != BEGINNING:
            self._remember(self.last)

    def follow(self, seal: Seal, rows: Sequence[Mapping[str, Any]]) -> None:
        """Raises :class:`BrokenChainError` where this is not the next seal over these rows."""
        if seal.seq != self.last.seq + 1:
            raise BrokenChainError(self.last.seq + 1, "gone")
        if link(self.key, self.schema, self.last.hash, seal, rows) != seal.hash:
            raise BrokenChainError(seal.seq, "changed")
        for row in rows:
            self._check_age(seal, row["id"], row["at"])
        self._open = {number for number in self._open if number > seal.settled_id}
        self._remember(seal)
        self.last = seal
        self.sealed += len(rows)

    def _remember(self, seal: Seal) -> None:
        self._tops.append(seal.top_id)
        self._times.append(seal.sealed_at)

    def _check_age(self, seal: Seal, number: int, at: datetime) -> None:
        """No row comes where none was still to come, twice, or dated before ids were given out that are below its
        own."""
        before = bisect_left(self._tops, number)
        is_late = number <= self.last.settled_id or number in self._open
        is_backdated = before > 0 and at < self._times[before - 1] - CLOCK_TOLERANCE
        if is_late or is_backdated or at > seal.sealed_at + CLOCK_TOLERANCE:
            raise BrokenChainError(seal.seq, "backdated")
        self._open.add(number)


async def verify_chain(
    connection: asyncpg.Connection,
    schema: str,
    key: bytes,
    heads: Iterable[Head] = (),
    *,
    since: Head | None = None,
) -> ChainReport:
    """Recompute the chain of one schema from where its last archive ends, or from the trusted ``since`` behind it.

    Of ``heads`` those of other services are left out.
    """
    awaited = hashes_by_number(heads, schema)
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        walk = Walk(schema, key)
        archived = 0
        try:
            if since is not None and await is_archived(connection, schema, since.seq):
                since = None
            start = await (_trust(connection, schema, key, since) if since else read_start(connection, schema, key))
            archived = 0 if since is not None else start.seq
            walk = Walk(schema, key, start)
            meet(awaited, start)
            async for seal, rows in read_links(connection, schema, start.seq):
                walk.follow(seal, rows)
                meet(awaited, seal)
            if max(awaited, default=0) > walk.last.seq:
                raise BrokenChainError(walk.last.seq + 1, "cut off")
        except BrokenChainError as broken:
            return ChainReport(schema, walk.sealed, archived=archived, broken_at=broken.seq, fault=broken.fault)
        left = await connection.fetchrow(
            f"""SELECT count(*) AS unsealed, count(*) FILTER (WHERE at < clock_timestamp() - $2::interval) AS overdue
                FROM ({unsealed(schema, "id, at")}) AS waiting""",
            LOWEST_ID,
            OVERDUE,
        )
    return ChainReport(schema, walk.sealed, left["unsealed"], left["overdue"], archived, Head.of(schema, walk.last))


def hashes_by_number(heads: Iterable[Head], schema: str) -> dict[int, set[str]]:
    awaited: dict[int, set[str]] = {}
    for head in heads:
        if head.service == schema:
            awaited.setdefault(head.seq, set()).add(head.hash)
    return awaited


async def read_start(connection: asyncpg.Connection, schema: str, key: bytes) -> Seal:
    """Where the chain in the database begins: at its first seal, or behind the last one that was archived."""
    row = await connection.fetchrow(f"SELECT * FROM {schema}.audit_checkpoint ORDER BY seq DESC LIMIT 1")
    if row is None:
        return BEGINNING
    if checkpoint_code(key, schema, row) != row["code"]:
        raise BrokenChainError(row["seq"], "checkpoint changed")
    return seal_of(row)


async def _trust(connection: asyncpg.Connection, schema: str, key: bytes, head: Head) -> Seal:
    row = await connection.fetchrow(
        f"SELECT {SEAL_COLUMNS} FROM {schema}.audit_seal WHERE seq = $1 AND hash = $2",
        head.seq,
        bytes.fromhex(head.hash),
    )
    if row is None or not await is_our_seal(connection, schema, key, seal_of(row)):
        raise BrokenChainError(head.seq, "not the one that is named outside")
    return seal_of(row)


def checkpoint_code(key: bytes, schema: str, row: Mapping[str, Any]) -> bytes:
    """What stands in a checkpoint's ``code``: only the holder of the audit key may say where a chain begins."""
    said = ("seq", "year", "sealed_at", "settled_id", "top_id", "archive_digest")
    return code_of(key, ["checkpoint", schema, *(row[name] for name in said)], bytes(row["hash"]))


async def read_links(
    connection: asyncpg.Connection, schema: str, after: int
) -> AsyncIterator[tuple[Seal, list[asyncpg.Record]]]:
    """Every seal behind the number ``after`` with its rows; raises :class:`BrokenChainError` where a row is gone."""
    while True:
        found = await connection.fetch(
            f"""SELECT {SEAL_COLUMNS}, audit_ids FROM {schema}.audit_seal WHERE seq > $1
                ORDER BY seq LIMIT {SEALS_AT_ONCE}""",
            after,
        )
        for row in found:
            rows = await fetch_rows(connection, schema, row["audit_ids"])
            if len(rows) != len(row["audit_ids"]):
                raise BrokenChainError(row["seq"], "row gone")
            yield seal_of(row), [rows[number] for number in row["audit_ids"]]
        if not found:
            return
        after = found[-1]["seq"]


def meet(awaited: Mapping[int, set[str]], seal: Seal) -> None:
    """Raises :class:`BrokenChainError` where a head that was kept elsewhere names another seal of this number."""
    if awaited.get(seal.seq, {seal.hash.hex()}) != {seal.hash.hex()}:
        raise BrokenChainError(seal.seq, "not the one that is named outside")
