"""``hengjian up``: from a data folder to an address that answers, and back to nothing running."""

import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

import asyncpg
from rich.console import Console

from hengjian.kit.settings import ServiceName
from hengjian.launch import bootstrap
from hengjian.launch.address import HOST, check_port, check_reach
from hengjian.launch.apart import serve_apart
from hengjian.launch.children import start_child, stop_children
from hengjian.launch.home import CONNECTIONS_APART, CONNECTIONS_TOGETHER, Home
from hengjian.launch.migrate import migrate
from hengjian.launch.postgres import EmbeddedPostgres
from hengjian.launch.reloading import serve_reloading
from hengjian.launch.signals import finish_undisturbed, listen_to_signals
from hengjian.launch.together import serve_together
from hengjian.launch.trouble import LaunchRefusedError
from hengjian.launch.wanted import Database, Wanted
from hengjian.simulation.journal import journal_beside

COMMAND_CONNECTIONS = 3
"""What a command of the terminal needs, which serves nobody."""


@contextmanager
def running_database(
    home: Home, database_url: str | None, say: Callable[[str], None], *, connections: int = COMMAND_CONNECTIONS
) -> Iterator[Database]:
    """The server, with roles, schemas, migrations and reference data in place, and ``connections`` of it free."""
    with ExitStack() as stack:
        if database_url is None:
            server = EmbeddedPostgres(home.cluster, home.secrets()["superuser_password"], ends_with_parent=True)
            stack.callback(server.stop)
            server.start()
            server.keep_running(say)
            if server.is_elsewhere:
                say(f"数据库文件在 / the database lives in {server.cluster}")
            admin_url, named = server.url, None
        else:
            admin_url, named = database_url, database_url.partition("?")[0].rpartition("/")[2] or None
        try:
            name = asyncio.run(bootstrap.prepare_database(admin_url, home, database=named, connections=connections))
        except asyncpg.PostgresError as error:
            raise LaunchRefusedError(f"数据库无法准备 / the database cannot be prepared: {error}") from error
        changed = migrate(home.owner_url(admin_url, name), home.role_of)
        asyncio.run(bootstrap.install_reference_data(home.settings(admin_url, name, demo=False)))
        yield Database(admin_url, name, bool(changed))


def up(wanted: Wanted, console: Console) -> None:
    """Serve until a signal comes; raises :class:`LaunchRefusedError` where it cannot."""
    listen_to_signals()
    with ExitStack() as stack, suppress(KeyboardInterrupt):
        try:
            _serve(wanted, console, stack)
        finally:
            finish_undisturbed()


def _connections_of(wanted: Wanted) -> int:
    """What all processes of this start take together, and one to look after them."""
    chosen = os.environ.get("HENGJIAN_CONNECTIONS")
    if wanted.apart:
        return len(ServiceName) * int(chosen or CONNECTIONS_APART) + 1
    return int(chosen or CONNECTIONS_TOGETHER) + 1


def _serve(wanted: Wanted, console: Console, stack: ExitStack) -> None:
    home = wanted.home
    _check_how_it_is_reached(wanted)
    stack.enter_context(home.locked())
    check_port(wanted.port, wanted.host)
    database = stack.enter_context(
        running_database(home, wanted.database_url, console.print, connections=_connections_of(wanted))
    )
    plays_year = False
    settings = home.settings(database.url, database.name, demo=wanted.demo)
    asyncio.run(bootstrap.settle_rehearsal(settings, wanted=wanted.rehearsal))
    if wanted.demo:
        asyncio.run(bootstrap.install_demo_logins(settings, home))
        is_unfinished = journal_beside(home.demo_file).exists()
        plays_year = wanted.simulate and (is_unfinished or not asyncio.run(bootstrap.has_units(settings)))
    has_accounts = asyncio.run(bootstrap.has_accounts(settings))
    announcement = _Announcement(wanted, console, plays_year=plays_year, has_accounts=has_accounts)
    stack.callback(announcement.stop)
    if wanted.apart:
        serve_apart(wanted, database, announcement.when_ready, console.print)
    elif wanted.reload:
        serve_reloading(wanted, database, announcement.when_ready)
    else:
        serve_together(wanted, database, announcement.when_ready)


def _check_how_it_is_reached(wanted: Wanted) -> None:
    if wanted.demo and wanted.rehearsal:
        raise LaunchRefusedError("--demo 与 --rehearsal 只能取其一 / give either --demo or --rehearsal")
    check_reach(wanted.host, wanted.certificate, wanted.certificate_key)
    is_elsewhere = wanted.host != HOST or wanted.certificate is not None
    if is_elsewhere and (wanted.apart or wanted.reload):
        raise LaunchRefusedError(
            "--host 与证书只用于单进程方式 / --host and a certificate are for one process, without --apart and --reload"
        )
    if is_elsewhere and wanted.demo and wanted.simulate:
        raise LaunchRefusedError(
            "演示年度只在本机的 http 地址上演；请加 --no-simulate / "
            "the demo year is played on this machine without TLS; add --no-simulate"
        )


class _Announcement:
    """Says where to look once the address answers, and plays the demo year beside the server."""

    def __init__(self, wanted: Wanted, console: Console, *, plays_year: bool, has_accounts: bool) -> None:
        self._wanted = wanted
        self._has_accounts = has_accounts
        self._console = console
        self._plays_year = plays_year
        self._year: subprocess.Popen[bytes] | None = None

    def when_ready(self) -> None:
        address = self._wanted.address
        self._console.print(f"[bold]衡鉴 Hengjian[/bold]  {address}")
        if self._wanted.demo and self._wanted.home.demo_file.exists():
            self._console.print(f"演示账号 / demo logins: {self._wanted.home.demo_file}")
            self._print_logins()
        if not self._has_accounts:
            self._console.print(
                "还没有账号；另开终端，两位管理员一起运行 hengjian create-admin / "
                "there is no account yet: in another terminal, the two administrators run hengjian create-admin"
            )
        if self._plays_year:
            threading.Thread(target=self._play_year, args=(address,), daemon=True).start()

    def _print_logins(self) -> None:
        import json

        from rich.table import Table

        table = Table("角色 role", "用户名 username", "密码 password")
        for login in json.loads(self._wanted.home.demo_file.read_text())["logins"]:
            table.add_row(login["role"], login["username"], login["password"])
        self._console.print(table)

    def _play_year(self, address: str) -> None:
        log = (self._wanted.home.folder / "simulate-year.log").open("ab")
        self._console.print(f"正在演示一个考核年度 / playing the demo year; see {log.name}")
        command = [sys.executable, "-m", "hengjian.cli", "simulate-year", "--url", address]
        environment = {**os.environ, "HENGJIAN_HOME": str(self._wanted.home.folder)}
        begun = time.monotonic()
        self._year = start_child(command, environment=environment, stdout=log, stderr=log)
        if self._year.wait() == 0:
            self._console.print(f"演示年度已完成 / the demo year is complete ({time.monotonic() - begun:.0f} s)")
        elif self._year.returncode > 0:
            self._console.print(f"演示年度中断 / the demo year stopped early: {log.name}")

    def stop(self) -> None:
        if self._year is not None:
            stop_children([self._year], seconds=5)
