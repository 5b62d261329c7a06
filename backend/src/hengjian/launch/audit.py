"""The audit chains of all five schemas, recomputed."""

import asyncio

import asyncpg
from rich.console import Console
from rich.table import Table

from hengjian.audit.chain import ChainReport, verify_chain
from hengjian.kit.settings import ServiceName
from hengjian.launch.bootstrap import connect_as_administrator
from hengjian.launch.home import DATABASE, Home
from hengjian.launch.postgres import EmbeddedPostgres, running_port
from hengjian.launch.trouble import LaunchRefusedError


async def verify_chains(url: str) -> list[ChainReport]:
    connection: asyncpg.Connection = await connect_as_administrator(url)
    try:
        return [await verify_chain(connection, str(service)) for service in ServiceName]
    finally:
        await connection.close()


def print_reports(home: Home, database_url: str | None, console: Console) -> int:
    """Verify while the installation runs or stands still; returns the exit code."""
    reports = _reports(home, database_url)
    table = Table("schema", "sealed", "unsealed", "chain")
    for report in reports:
        verdict = "ok" if report.broken_at is None else f"broken at seal {report.broken_at}"
        table.add_row(report.schema, str(report.sealed), str(report.unsealed), verdict)
    console.print(table)
    return 1 if any(report.broken_at is not None for report in reports) else 0


def _reports(home: Home, database_url: str | None) -> list[ChainReport]:
    if database_url is not None:
        name = database_url.partition("?")[0].rpartition("/")[2] or DATABASE
        return asyncio.run(verify_chains(home.owner_url(database_url, name)))
    if not (home.folder / "secrets.json").exists():
        raise LaunchRefusedError(f"{home.folder} 中没有数据 / holds no data")
    server = EmbeddedPostgres(home.cluster, home.secrets()["superuser_password"], ends_with_parent=True)
    port = running_port(server)
    if port is not None:
        server.port = port
        return asyncio.run(verify_chains(home.owner_url(server.url, DATABASE)))
    with home.locked():
        server.start()
        try:
            return asyncio.run(verify_chains(home.owner_url(server.url, DATABASE)))
        finally:
            server.stop()
