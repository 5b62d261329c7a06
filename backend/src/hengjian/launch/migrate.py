"""The five Alembic histories: brought to their heads, or found there already."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from hengjian.kit.settings import ServiceName
from hengjian.launch.bootstrap import connect_as_administrator
from hengjian.launch.home import Role
from hengjian.launch.trouble import LaunchRefusedError

_TIMED_OUT = {"55P03", "57014"}
_SOURCE = Path(__file__).resolve().parent.parent


RoleOf = Callable[[Role], str]


def alembic_config(service: ServiceName, owner_url: str, role_of: RoleOf) -> Config:
    """A migration takes rights from the service's role, for tables that only grow, and gives the sealing one some."""
    config = Config(attributes={"service_role": role_of(service), "sealing_role": role_of("sealing")})
    config.set_main_option("script_location", str(_SOURCE / service / "migrations"))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


async def _present_revisions(owner_url: str) -> dict[ServiceName, str | None]:
    connection = await connect_as_administrator(owner_url)
    try:
        present: dict[ServiceName, str | None] = {}
        for service in ServiceName:
            has_table = await connection.fetchval("SELECT to_regclass($1)", f"{service}.alembic_version")
            query = f"SELECT version_num FROM {service}.alembic_version"  # noqa: S608 - an enum's value
            present[service] = await connection.fetchval(query) if has_table else None
        return present
    finally:
        await connection.close()


def migrate(owner_url: str, role_of: RoleOf) -> list[ServiceName]:
    """Bring every history to its head; returns the services that changed. A database newer than the code is refused."""
    present = asyncio.run(_present_revisions(owner_url))
    changed = []
    for service in ServiceName:
        config = alembic_config(service, owner_url, role_of)
        scripts = ScriptDirectory.from_config(config)
        head = scripts.get_current_head()
        if present[service] == head:
            continue
        if present[service] is not None and present[service] not in {s.revision for s in scripts.walk_revisions()}:
            raise LaunchRefusedError(_tell_unknown(service, present[service]))
        _upgrade(service, config)
        changed.append(service)
    return changed


def find_behind(owner_url: str, role_of: RoleOf) -> list[ServiceName]:
    """Services whose history has not reached its head, or has gone past it; nothing is changed."""
    present = asyncio.run(_present_revisions(owner_url))
    return [
        service
        for service in ServiceName
        if present[service]
        != ScriptDirectory.from_config(alembic_config(service, owner_url, role_of)).get_current_head()
    ]


def _tell_unknown(service: ServiceName, revision: str | None) -> str:
    if re.fullmatch(rf"{service}_[0-9]{{4}}", revision or ""):
        return (
            f"数据库（{service} {revision}）由首次发布前的版本建立，无法沿用，请另建数据库 / "
            f"the database ({service} {revision}) was made by a version from before the first release and cannot be "
            "used; begin with an empty one"
        )
    return f"数据库（{service} {revision}）比程序新，请升级程序 / the database is newer than this program"


def _upgrade(service: ServiceName, config: Config) -> None:
    try:
        command.upgrade(config, "head")
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) not in _TIMED_OUT:
            raise
        raise LaunchRefusedError(
            f"升级 {service} 时等待过久，未作改动，请稍后再试 / "
            f"migrating {service} waited too long and changed nothing, try again"
        ) from error
