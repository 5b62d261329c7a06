"""``hengjian restore``: an installation made of a backup, compared with what the backup says, and opened to nobody yet.

Whoever held a session, a token or a client's secret before holds none afterwards: a copy may have gone who knows where.
A round of ballots that was open is void: what was counted after the backup is not in it, and the committee decides.
"""

import asyncio
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import asyncpg
from joserfc.jwk import OKPKey
from rich.console import Console

from hengjian.kit.changes.numbering import begin_anew
from hengjian.kit.settings import ServiceName
from hengjian.launch.backup import SECRETS
from hengjian.launch.backup_cipher import DamagedError
from hengjian.launch.backup_folder import BackupFolder, Kept
from hengjian.launch.bootstrap import connect_as_administrator, in_transaction, prepare_database
from hengjian.launch.dumping import list_entries, load
from hengjian.launch.home import Home, write_secret
from hengjian.launch.postgres import EmbeddedPostgres
from hengjian.launch.restore_checks import Check, compare, print_checks
from hengjian.launch.trouble import LaunchRefusedError
from hengjian.launch.up import COMMAND_CONNECTIONS
from hengjian.supervision.evidence.stores import open_store

DIFFERS = 1
"""Exit code: something is not as the backup says."""


def restore(folder: BackupFolder, moment: str | None, home: Home, database_url: str | None, console: Console) -> int:
    """Into a data folder that is new, and a database without tables; returns the exit code."""
    names = folder.moments()
    if not names:
        raise LaunchRefusedError("其中没有完整的备份 / there is no whole backup in it")
    if home.folder.exists() and any(home.folder.iterdir()):
        raise LaunchRefusedError(f"{home.folder} 不是空的 / {home.folder} is not empty; name a new data folder")
    if database_url is None and EmbeddedPostgres(home.cluster, "").place().exists():
        raise LaunchRefusedError(f"{home.folder} 已有数据库 / a database cluster stands for {home.folder} already")
    try:
        content = folder.read_moment(moment or names[-1])
        with _removed_on_failure(home, database_url):
            _restore_private(folder, content, home)
            with home.locked(), _server(home, database_url) as (admin_url, named):
                checks, voided = _restore_database(folder, content, home, admin_url, named)
    except DamagedError as error:
        raise LaunchRefusedError("备份已损坏，未恢复 / the backup is damaged; nothing was restored") from error
    print_checks(checks, console)
    is_whole = all(check.holds for check in checks)
    console.print(
        f"已恢复 {content['taken_at']} 的数据；所有会话与客户端密钥均已失效 / restored as of {content['taken_at']}; "
        "every session and every client's secret has ended",
        soft_wrap=True,
    )
    if voided:
        console.print(
            f"待考核委员会决定的票决轮次 / rounds of ballots that wait for the committee's decision: {voided}",
            soft_wrap=True,
        )
    return 0 if is_whole else DIFFERS


def _restore_database(
    folder: BackupFolder, content: dict[str, Any], home: Home, admin_url: str, named: str | None
) -> tuple[list[Check], int]:
    """What was compared, and how many rounds of ballots were open."""
    name = asyncio.run(prepare_database(admin_url, home, database=named, connections=COMMAND_CONNECTIONS))
    url = home.owner_url(admin_url, name)
    asyncio.run(_refuse_tables(url, name))
    dumped = Kept(**content["dump"])
    with tempfile.TemporaryDirectory() as scratch:
        entries = Path(scratch) / "entries"
        entries.write_text(list_entries(folder.read(dumped)))
        load(url, folder.read(dumped), entries)
    asyncio.run(_restore_files(folder, content, home))
    checks = asyncio.run(_compare(url, content, home))
    asyncio.run(_end_marks(home, admin_url, name))
    return checks, asyncio.run(_settle(home, admin_url, name))


def _restore_private(folder: BackupFolder, content: dict[str, Any], home: Home) -> None:
    """Keys that prove the past are kept; those that let somebody in are made anew."""
    read = {name: b"".join(folder.read(Kept(**told))) for name, told in content["private"].items()}
    token_key = OKPKey.generate_key("Ed25519")
    secrets = {
        **json.loads(read.pop(SECRETS)),
        "internal_key": token_urlsafe(48),
        "token_private_key": token_key.as_pem(private=True).decode(),
        "token_public_key": token_key.as_pem(private=False).decode(),
    }
    home.make_folder()
    for name, text in {SECRETS: json.dumps(secrets, indent=2).encode(), **read}.items():
        target = home.folder / name
        target.parent.mkdir(mode=0o700, exist_ok=True)
        write_secret(target, text)


async def _restore_files(folder: BackupFolder, content: dict[str, Any], home: Home) -> None:
    store = open_store(home.file_store)
    for place, told in content["files"].items():
        await store.put(place, b"".join(folder.read(Kept(**told))))


async def _compare(url: str, content: dict[str, Any], home: Home) -> list[Check]:
    connection = await connect_as_administrator(url)
    try:
        return await compare(connection, content, home)
    finally:
        await connection.close()


async def _refuse_tables(url: str, name: str) -> None:
    connection: asyncpg.Connection = await connect_as_administrator(url)
    try:
        is_used = await connection.fetchval(
            "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = ANY($1))",
            [str(service) for service in ServiceName],
        )
    finally:
        await connection.close()
    if is_used:
        raise LaunchRefusedError(
            f"数据库 {name} 中已有数据 / the database {name} holds data already; name an empty one"
        )


async def _settle(home: Home, admin_url: str, name: str) -> int:
    """Ends what must not outlive the restore; answers how many rounds of ballots were open."""
    from hengjian.appraisal.ballots.service import void_open_ballots
    from hengjian.directory.credentials.ending import end_all_access
    from hengjian.supervision.evidence.repository import drop_all_uploads

    settings = home.settings(admin_url, name, demo=False)
    await in_transaction(settings[ServiceName.DIRECTORY], "restore", end_all_access)
    await in_transaction(settings[ServiceName.SUPERVISION], "restore", drop_all_uploads)
    return await in_transaction(settings[ServiceName.APPRAISAL], "restore", void_open_ballots)


async def _end_marks(home: Home, admin_url: str, name: str) -> None:
    """Whoever followed a list has seen what came after the backup, and begins again."""
    for settings in home.settings(admin_url, name, demo=False).values():
        await in_transaction(settings, "restore", begin_anew)


@contextmanager
def _server(home: Home, database_url: str | None) -> Iterator[tuple[str, str | None]]:
    """Address of its administrator, and the database where one is named."""
    if database_url is not None:
        yield database_url, database_url.partition("?")[0].rpartition("/")[2] or None
        return
    server = EmbeddedPostgres(home.cluster, home.secrets()["superuser_password"], ends_with_parent=True)
    server.start()
    try:
        yield server.url, None
    finally:
        server.stop()


@contextmanager
def _removed_on_failure(home: Home, database_url: str | None) -> Iterator[None]:
    """A half of an installation looks like a whole one to who comes later."""
    try:
        yield
    except BaseException:
        if database_url is None:
            shutil.rmtree(EmbeddedPostgres(home.cluster, "").place(), ignore_errors=True)
        shutil.rmtree(home.folder, ignore_errors=True)
        raise
