"""``hengjian backup``: one moment of the database, the files it names and the keys, encrypted, while all goes on."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import Any

import asyncpg
from rich.console import Console

from hengjian.kit.time.clock import real_now
from hengjian.launch.audit import archive_file
from hengjian.launch.backup_contents import Moment, read_moment
from hengjian.launch.backup_folder import BackupFolder, Kept
from hengjian.launch.bootstrap import connect_as_administrator
from hengjian.launch.dumping import dump
from hengjian.launch.home import Home
from hengjian.launch.reaching import present_database
from hengjian.supervision.evidence.stores import open_store

INCOMPLETE = 3
"""Exit code: the backup is whole but for files that the installation itself no longer has as they were."""
SECRETS, SIGNING_KEY, HEADS = "secrets.json", "signing.pem", "audit-heads.jsonl"


@dataclass
class Written:
    """What a backup names: the dump, private files by name, files of the store by their place in it."""

    dump: Kept
    private: dict[str, Kept]
    files: dict[str, Kept] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    added: int = 0


def back_up(home: Home, database_url: str | None, folder: BackupFolder, console: Console) -> int:
    """Returns the exit code."""
    with folder.alone(), present_database(home, database_url) as database:
        url = home.owner_url(database.url, database.name)
        private = {name: folder.keep([content]) for name, content in _keys(home)}
        begun_at = real_now()
        moment, dumped = asyncio.run(_read_database(url, folder))
        written = Written(dumped, private | _keep_archives(home, moment, folder))
        asyncio.run(_keep_files(home.file_store, moment, folder, written))
        file = folder.finish(
            f"{begun_at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}", _told(begun_at.isoformat(), moment, written)
        )
        folder.sweep(kept for name in folder.moments() for kept in kept_of(folder.read_moment(name)))
    rows = sum(moment.counts.values())
    console.print(
        f"备份完成 / backed up: {file}\n{rows} 行 rows, {len(written.files)} 个文件 files（新增 new: {written.added}）",
        soft_wrap=True,
    )
    for place in written.lost:
        console.print(f"文件缺失或已改变 / file is missing or changed: {place}", style="red", soft_wrap=True)
    return INCOMPLETE if written.lost else 0


def _keys(home: Home) -> Iterator[tuple[str, bytes]]:
    """With the audit key that is in force, wherever it comes from.

    The heads are read before the snapshot: what they name has been committed, so the snapshot holds it.
    """
    secrets = {**home.secrets(), "audit_key": home.audit_key.decode()}
    yield SECRETS, json.dumps(secrets, indent=2).encode()
    yield SIGNING_KEY, home.signing_key_file.read_bytes()
    if home.audit_heads_file.exists():
        yield HEADS, home.audit_heads_file.read_bytes()


async def _read_database(url: str, folder: BackupFolder) -> tuple[Moment, Kept]:
    """What is counted and what is dumped is one snapshot, whatever is written meanwhile."""
    connection: asyncpg.Connection = await connect_as_administrator(url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            snapshot = await connection.fetchval("SELECT pg_export_snapshot()")
            moment = await read_moment(connection)
            return moment, await asyncio.to_thread(folder.keep, dump(url, snapshot))
    finally:
        await connection.close()


def _keep_archives(home: Home, moment: Moment, folder: BackupFolder) -> dict[str, Kept]:
    """Closed years that the database of this moment no longer holds itself."""
    kept = {}
    for service, year in moment.archives:
        archive = archive_file(home.audit_archives, service, year)
        for file in (archive, archive.with_name(f"{service}-{year}.json")):
            if file.exists():
                kept[f"audit-archives/{file.name}"] = folder.keep([file.read_bytes()])
    return kept


async def _keep_files(address: str, moment: Moment, folder: BackupFolder, written: Written) -> None:
    """By hash: what an earlier backup holds is not read again."""
    store = open_store(address)
    for place, digest in moment.files.items():
        if digest is not None and (known := folder.find(digest)):
            written.files[place] = known
            continue
        content = await store.get(place)
        if content is None or (digest is not None and sha256(content).hexdigest() != digest):
            written.lost.append(place)
            continue
        written.files[place] = folder.keep([content])
        written.added += 1


def _told(taken_at: str, moment: Moment, written: Written) -> dict[str, Any]:
    return {
        "taken_at": taken_at,
        "counts": dict(moment.counts),
        "heads": [head.told() for head in moment.heads],
        "seals": dict(moment.seals),
        "dump": written.dump.told(),
        "private": {name: kept.told() for name, kept in written.private.items()},
        "files": {place: kept.told() for place, kept in written.files.items()},
        "lost": written.lost,
    }


def kept_of(content: dict[str, Any]) -> Iterator[Kept]:
    """Every object that a backup names."""
    for told in (content["dump"], *content["private"].values(), *content["files"].values()):
        yield Kept(**told)


def open_or_create(folder: Path, passphrase: str) -> BackupFolder:
    if (folder / "key.json").exists():
        return BackupFolder.open(folder, passphrase)
    return BackupFolder.create(folder, passphrase)
