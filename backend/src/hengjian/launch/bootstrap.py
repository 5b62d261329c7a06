"""Roles, schemas and reference data: what must stand before a service can start. Repeatable."""

import json
import os
import pwd
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar

import asyncpg
from sqlalchemy import text

from hengjian.audit.recording import Actor
from hengjian.kit.data.connections import ConnectionBudget
from hengjian.kit.data.database import Database, WriteSession
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.launch.home import DATABASE, Home, Role, with_login, write_secret
from hengjian.launch.trouble import LaunchRefusedError

if TYPE_CHECKING:
    from hengjian.directory.accounts.bootstrap import NewAdministrator

_SHARED_ROLES: tuple[Role, ...] = ("owner", "sealing")


async def connect_as_administrator(url: str) -> asyncpg.Connection:
    try:
        return await asyncpg.connect(url, timeout=10)
    except (OSError, asyncpg.PostgresError, TimeoutError, ValueError) as error:
        raise LaunchRefusedError(f"连不上数据库 / the database cannot be reached: {error}") from error


async def prepare_database(admin_url: str, home: Home, *, database: str | None = None, connections: int) -> str:
    """Roles, the database (where none is named) and one schema a service; returns the database's name.

    ``admin_url`` logs in as a role that may create roles. Each service's role may read and write rows of its own
    schema, and nothing else. What belongs to another installation is refused and left as it is. ``connections`` is how
    many the installation will take.
    """
    connection = await connect_as_administrator(admin_url)
    try:
        await _check_capacity(connection, connections)
        for who in (*_SHARED_ROLES, *ServiceName):
            await _ensure_role(connection, admin_url, home, who)
        await connection.execute(f"GRANT {home.role_of('owner')} TO CURRENT_USER")
        if database is None:
            database = DATABASE
            if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database):
                await connection.execute(f'CREATE DATABASE "{database}" OWNER {home.role_of("owner")}')
    finally:
        await connection.close()
    within = await connect_as_administrator(_in_database(admin_url, database))
    try:
        await _refuse_foreign_schemas(within, home, database)
        for service in ServiceName:
            await _ensure_schema(within, service, home)
    finally:
        await within.close()
    return database


def _in_database(url: str, database: str) -> str:
    base, _, query = url.partition("?")
    head = base.rsplit("/", 1)[0] if base.count("/") > 2 else base
    return f"{head}/{database}" + (f"?{query}" if query else "")


async def _check_capacity(connection: asyncpg.Connection, needed: int) -> None:
    """Places that nobody holds, less those that are kept for superusers; this connection is one of ours."""
    allowed, taken = await connection.fetchrow(
        """SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
                  (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') - 1"""
    )
    if allowed - taken < needed:
        raise LaunchRefusedError(
            f"数据库只剩 {allowed - taken} 个连接，需要 {needed} 个 / "
            f"the database has {allowed - taken} connections left, {needed} are needed"
        )


async def _ensure_role(connection: asyncpg.Connection, admin_url: str, home: Home, who: Role) -> None:
    """The role with this folder's password; one that stands with another password is another installation's."""
    role, password = home.role_of(who), home.password_of(who)
    if await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
        try:
            await (await asyncpg.connect(with_login(admin_url, role, password), timeout=10)).close()
        except asyncpg.InvalidAuthorizationSpecificationError as error:
            raise LaunchRefusedError(
                f"数据库角色 {role} 属于另一套安装，未作改动；请用 HENGJIAN_INSTALLATION 另起名称 / "
                f"the database role {role} is another installation's and was left as it is; "
                "name this one by HENGJIAN_INSTALLATION"
            ) from error
        return
    literal = await connection.fetchval("SELECT quote_literal($1)", password)
    await connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD {literal}")


async def _refuse_foreign_schemas(connection: asyncpg.Connection, home: Home, database: str) -> None:
    owners = await connection.fetch(
        "SELECT nspname, nspowner::regrole::text AS owner FROM pg_namespace WHERE nspname = ANY($1)",
        [str(service) for service in ServiceName],
    )
    if any(row["owner"] != home.role_of("owner") for row in owners):
        raise LaunchRefusedError(
            f"数据库 {database} 属于另一套安装，未作改动；请在地址中指定另一数据库 / "
            f"the database {database} is another installation's and was left as it is; name another in the address"
        )


async def _ensure_schema(connection: asyncpg.Connection, service: ServiceName, home: Home) -> None:
    role, owner, schema = home.role_of(service), home.role_of("owner"), str(service)
    await connection.execute(
        f"""
        CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {owner};
        REVOKE ALL ON SCHEMA {schema} FROM PUBLIC;
        GRANT USAGE ON SCHEMA {schema} TO {role};
        ALTER ROLE {role} SET search_path = {schema};
        ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {schema}
            GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
        ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {schema} GRANT USAGE ON SEQUENCES TO {role};
        """
    )


Answer = TypeVar("Answer")
Work = Callable[[WriteSession], Awaitable[Answer]]


async def in_transaction(settings: ServiceSettings, action: str, work: Work[Answer]) -> Answer:
    """Run ``work`` in one audited transaction of the service, as the command line."""
    metadata = import_module(f"hengjian.{settings.service}.models").metadata
    subscribers = import_module("hengjian.contracts.subscriptions").subscribers_of(settings.service)
    database = Database(settings, metadata, subscribers, ConnectionBudget(2))
    try:
        async with database.transaction(Actor("command-line", f"command line: {_who_commands()}", action)) as session:
            return await work(session)
    finally:
        await database.close()


async def install_reference_data(settings: Mapping[ServiceName, ServiceSettings]) -> None:
    """Every service's ``seed.py``, where it has one."""
    for service, service_settings in settings.items():
        if find_spec(f"hengjian.{service}.seed") is not None:
            work: Work[None] = import_module(f"hengjian.{service}.seed").install_reference_data
            await in_transaction(service_settings, "seed", work)


async def install_demo_logins(settings: Mapping[ServiceName, ServiceSettings], home: Home) -> None:
    """Demo logins into a database without accounts and into ``demo.json``; refused where real accounts stand.

    The file is written before the transaction commits: passwords that nobody knows would be lost for ever.
    """
    from hengjian.directory.demo.seed import create_demo_logins

    async def work(session: WriteSession) -> None:
        logins = await create_demo_logins(session)
        if logins is not None:
            write_secret(home.demo_file, json.dumps(logins, ensure_ascii=False, indent=2))
        elif not await session.scalar(text("SELECT EXISTS (SELECT 1 FROM account WHERE 'demo_operator' = ANY(roles))")):
            raise LaunchRefusedError(
                "该数据库不是用 --demo 建立的，请不带 --demo 启动 / "
                "this database was not made with --demo, start without it"
            )

    await in_transaction(settings[ServiceName.DIRECTORY], "demo", work)


async def settle_rehearsal(settings: Mapping[ServiceName, ServiceSettings], *, wanted: bool) -> None:
    """A database is a rehearsal from its first start to its end, or never.

    What was tried out must not be taken for what was decided, and what was decided not be played with.
    """
    from hengjian.directory.rehearsal.repository import begin_rehearsal, has_anybody, is_rehearsal

    async def work(session: WriteSession) -> None:
        if await is_rehearsal(session):
            if not wanted:
                raise LaunchRefusedError(
                    "该数据库用于演练，不能转为正式使用；请加 --rehearsal，或另选数据目录 / "
                    "this database is a rehearsal and never becomes a real one; "
                    "add --rehearsal or choose another data folder"
                )
        elif wanted:
            if await has_anybody(session):
                raise LaunchRefusedError(
                    "该数据库已在使用，不能转为演练；请另选数据目录 / "
                    "this database is in use and does not become a rehearsal; choose another data folder"
                )
            await begin_rehearsal(session)

    await in_transaction(settings[ServiceName.DIRECTORY], "rehearsal", work)


async def has_units(settings: Mapping[ServiceName, ServiceSettings]) -> bool:
    """Has anything of a county been entered?"""

    async def work(session: WriteSession) -> bool:
        return bool(await session.scalar(text("SELECT EXISTS (SELECT 1 FROM unit)")))

    return bool(await in_transaction(settings[ServiceName.DIRECTORY], "start", work))


async def has_accounts(settings: Mapping[ServiceName, ServiceSettings]) -> bool:
    """May anybody sign in?"""

    async def work(session: WriteSession) -> bool:
        return bool(await session.scalar(text("SELECT EXISTS (SELECT 1 FROM account)")))

    return bool(await in_transaction(settings[ServiceName.DIRECTORY], "start", work))


async def create_administrators(
    settings: Mapping[ServiceName, ServiceSettings], wanted: "Sequence[NewAdministrator]", *, recover: bool
) -> dict[str, str]:
    """The one-time password of each, by username."""
    from hengjian.directory.accounts import bootstrap
    from hengjian.directory.grants.signatories import Signatory

    passwords: dict[str, str] = {}

    async def work(session: WriteSession) -> None:
        by = Signatory(session.actor.subject, session.actor.name)
        passwords.update(await bootstrap.create_administrators(session, wanted, by, recover=recover))

    with _account_refusals():
        await in_transaction(settings[ServiceName.DIRECTORY], "create_administrators", work)
    return passwords


async def reset_password(
    settings: Mapping[ServiceName, ServiceSettings], username: str, password: str, *, recover: bool
) -> None:
    from hengjian.directory.accounts import bootstrap

    async def work(session: WriteSession) -> None:
        await bootstrap.reset_password(session, username, password, recover=recover)

    with _account_refusals():
        await in_transaction(settings[ServiceName.DIRECTORY], "reset_password", work)


@contextmanager
def _account_refusals() -> Iterator[None]:
    """What ``directory`` refuses, as a sentence of the terminal."""
    from hengjian.directory.accounts import bootstrap
    from hengjian.directory.accounts.errors import WeakPassword

    try:
        yield
    except bootstrap.AdministratorStandsError as error:
        raise LaunchRefusedError(
            "已有系统管理员；确无人能登录时加 --recover / "
            "there is an administrator already; add --recover where nobody can sign in any more"
        ) from error
    except bootstrap.BothNeededError as error:
        raise LaunchRefusedError(
            "须同时建立系统管理员和安全管理员：--system 用户名 --security 用户名 / "
            "both administrators are made at once: --system NAME --security NAME"
        ) from error
    except bootstrap.TwoPeopleNeededError as error:
        raise LaunchRefusedError(
            "两个管理员须是两个人，用户名和姓名都不能相同 / "
            "the two administrators are two people; neither names nor usernames may be the same"
        ) from error
    except bootstrap.AccountExistsError as error:
        raise LaunchRefusedError(f"已有账号 {error} / there is an account {error} already") from error
    except bootstrap.NoSuchAccountError as error:
        raise LaunchRefusedError(f"没有可登录的账号 {error} / no active account is called {error}") from error
    except bootstrap.UnfitAccountError as error:
        raise LaunchRefusedError(f"{error.zh} / {error.en}") from error
    except WeakPassword as error:
        raise LaunchRefusedError(" / ".join(error.sentences)) from error


def _who_commands() -> str:
    """The account of the operating system, and behind ``sudo`` the person's own."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = str(os.getuid())
    behind = os.environ.get("SUDO_USER")
    return f"{behind} ({name})" if behind else name
