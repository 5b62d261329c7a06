"""The audit chains of all five schemas: recomputed, and a closed year of them moved into archives."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import asyncpg
from joserfc.jwk import OKPKey
from rich.console import Console
from rich.table import Table

from hengjian.appraisal.seals.audit_heads import is_signed_by, read_signed, sign_statement
from hengjian.appraisal.seals.errors import NoSealingKey
from hengjian.appraisal.seals.sealing import read_sealing_key
from hengjian.appraisal.seals.statement import fingerprint_of
from hengjian.audit.archive import FORMAT, Archived, replace_by_checkpoint, verify_archive, write_archive
from hengjian.audit.heads import Head, read_heads
from hengjian.audit.verifying import BrokenChainError, ChainReport, verify_chain
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import COUNTY_ZONE, real_now
from hengjian.launch.bootstrap import connect_as_administrator
from hengjian.launch.home import Home, write_secret
from hengjian.launch.reaching import present_database
from hengjian.launch.trouble import LaunchRefusedError

BROKEN, OVERDUE = 1, 3
"""Exit codes: a chain does not hold; rows have waited for their seal for more than a minute."""

Answer = TypeVar("Answer")
Work = Callable[[asyncpg.Connection], Awaitable[Answer]]


@dataclass(frozen=True)
class Outside:
    """What lies outside the database: ``heads`` that the chains must hold, ``since`` signed ones that are trusted."""

    heads: Sequence[Head] = ()
    since: Sequence[Head] = ()
    archives: Path | None = None


NOTHING_OUTSIDE = Outside()


async def verify_chains(
    connection: asyncpg.Connection, key: bytes, outside: Outside = NOTHING_OUTSIDE
) -> list[ChainReport]:
    trusted = {head.service: head for head in outside.since}
    return [
        await verify_chain(connection, str(service), key, outside.heads, since=trusted.get(str(service)))
        for service in ServiceName
    ]


def gather_outside(home: Home, anchors: Sequence[Path], since: Path | None) -> Outside:
    """The installation's own file of heads, where it has one, and the files that are named."""
    files = [*([home.audit_heads_file] if home.audit_heads_file.exists() else []), *anchors]
    heads: list[Head] = []
    for file in files:
        try:
            heads += read_heads(file.read_bytes())
        except (OSError, ValueError, TypeError) as error:
            raise LaunchRefusedError(f"{file} 中没有审计链的标记 / {file} names no head of an audit chain") from error
    return Outside(heads, _signed_heads(home, since) if since is not None else (), home.audit_archives)


def _signed_heads(home: Home, file: Path) -> list[Head]:
    """Of the last line that this installation's key has signed."""
    public_key = _signing_key(home).as_pem(private=False).decode()
    signed = [line for line in read_signed(file) if is_signed_by(line, fingerprint_of(public_key))]
    if not signed:
        raise LaunchRefusedError(
            f"{file} 中没有本安装签名的标记 / {file} holds no heads signed by this installation's key"
        )
    return read_heads(json.dumps(signed[-1]).encode())


def _signing_key(home: Home) -> OKPKey:
    try:
        return read_sealing_key(home.signing_key_file)
    except NoSealingKey as error:
        raise LaunchRefusedError(f"{home.signing_key_file} 不存在 / the key that signs results is missing") from error


def print_reports(home: Home, database_url: str | None, console: Console, outside: Outside) -> int:
    """Verify while the installation runs or stands still; returns the exit code."""

    async def examine(connection: asyncpg.Connection) -> tuple[list[ChainReport], dict[str, list[str]]]:
        key = home.audit_key
        return await verify_chains(connection, key, outside), await examine_archives(connection, key, outside)

    reports, archives = with_owner(home, database_url, examine)
    table = Table("schema", "sealed", "unsealed", "overdue", "chain", "archives", "head")
    for report in reports:
        table.add_row(
            report.schema,
            str(report.sealed),
            str(report.unsealed),
            str(report.overdue),
            "ok" if report.broken_at is None else f"broken at seal {report.broken_at}: {report.fault}",
            ", ".join(archives[report.schema]),
            f"{report.head.seq} {report.head.hash[:16]}" if report.head else "",
        )
    console.print(table)
    return verdict_on(reports, archives)


def verdict_on(reports: Sequence[ChainReport], archives: Mapping[str, Sequence[str]]) -> int:
    """The exit code."""
    is_archive_bad = any("broken" in told for entries in archives.values() for told in entries)
    if is_archive_bad or any(report.broken_at is not None for report in reports):
        return BROKEN
    return OVERDUE if any(report.overdue for report in reports) else 0


async def examine_archives(connection: asyncpg.Connection, key: bytes, outside: Outside) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for service in map(str, ServiceName):
        rows = await connection.fetch(f"SELECT year, archive_digest FROM {service}.audit_checkpoint ORDER BY seq")  # noqa: S608 - an enum's value
        told[service] = [_examine_archive(service, row, key, outside) for row in rows]
    return told


def _examine_archive(service: str, row: asyncpg.Record, key: bytes, outside: Outside) -> str:
    file = archive_file(outside.archives, service, row["year"]) if outside.archives else None
    if file is None or not file.exists():
        return f"{row['year']} elsewhere"
    fault = verify_archive(file, service, key, row["archive_digest"], outside.heads)
    return f"{row['year']} ok" if fault is None else f"{row['year']} (broken: {fault})"


def archive_file(folder: Path, service: str, year: int) -> Path:
    return folder / f"{service}-{year}.jsonl.gz"


def archive_year(home: Home, database_url: str | None, console: Console, year: int) -> None:
    """Move the seals that were made up to the end of a closed year into signed archives; the chains stay whole."""
    ends_at = datetime(year + 1, 1, 1, tzinfo=COUNTY_ZONE)

    async def archive(connection: asyncpg.Connection) -> list[Archived | None]:
        phase = await connection.fetchval("SELECT phase FROM targets.appraisal_year WHERE year = $1", year)
        if phase != "closed" or real_now() < ends_at:
            raise LaunchRefusedError(f"{year} 年度尚未结束 / the year {year} is not closed")
        home.audit_archives.mkdir(mode=0o700, parents=True, exist_ok=True)
        return [await archive_chain(connection, str(service), home, year, ends_at) for service in ServiceName]

    try:
        done = with_owner(home, database_url, archive)
    except BrokenChainError as broken:
        raise LaunchRefusedError(
            f"审计链在第 {broken.seq} 号封印处不成立，未归档 / "
            f"the audit chain does not hold at seal {broken.seq} and was not archived: {broken.fault}"
        ) from broken
    for archived in filter(None, done):
        console.print(f"{archived.rows} 行已归档 / rows archived: {archived.file}", soft_wrap=True)


async def archive_chain(
    connection: asyncpg.Connection, service: str, home: Home, year: int, ends_at: datetime
) -> Archived | None:
    """One service's part, its manifest signed with the key that signs results; None where there is nothing."""
    signing_key = _signing_key(home)
    key, file = home.audit_key, archive_file(home.audit_archives, service, year)
    if file.exists():
        raise LaunchRefusedError(f"{file} 已存在 / exists already; nothing is written over an archive")
    archived = await write_archive(connection, service, key, file, before=ends_at)
    if archived is None:
        return None
    statement = {
        "format": FORMAT,
        "service": service,
        "year": year,
        "digest": archived.digest,
        "audit_heads": [Head.of(service, archived.last).told()],
    }
    signed = sign_statement(statement, signing_key)
    write_secret(file.with_name(f"{service}-{year}.json"), json.dumps(signed))
    await replace_by_checkpoint(connection, service, key, year, archived)
    return archived


def with_owner(home: Home, database_url: str | None, work: Work[Answer]) -> Answer:
    """Run ``work`` as the owner of the schemas, while the installation runs or stands still."""

    async def run(url: str) -> Answer:
        connection = await connect_as_administrator(url)
        try:
            return await work(connection)
        finally:
            await connection.close()

    with present_database(home, database_url) as database:
        return asyncio.run(run(home.owner_url(database.url, database.name)))
