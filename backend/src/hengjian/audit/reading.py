"""Audit rows as an auditor looks for them: the latest first, by person, object, act, address and time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
import orjson

_SHOWN = "id, at, actor, actor_name, address, request_id, action, object_type, object_id"
_FIELDS = """(SELECT coalesce(array_agg(name ORDER BY name), '{}') FROM jsonb_object_keys(
    CASE WHEN jsonb_typeof(coalesce(after, before)) = 'object' THEN coalesce(after, before) ELSE '{}' END) AS name)"""
_ACCOUNT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(client|service|job):.+|command-line")
"""How an account, another system, a service, a job and the command line are called; all else is part of a name."""
FIRST_ID = 2**63 - 1


@dataclass(frozen=True)
class Search:
    """What is asked for; ``None`` asks for everything. ``person`` is an account's id or a part of a name."""

    person: str | None = None
    object_type: str | None = None
    object_id: str | None = None
    action: str | None = None
    address: str | None = None
    begins_at: datetime | None = None
    ends_at: datetime | None = None


_CONDITIONS = {
    "account": "actor = {0}",
    "name": "strpos(actor_name, {0}) > 0",
    "object_type": "object_type = {0}",
    "object_id": "object_id = {0}",
    "action": "action = {0}",
    "address": "address = {0}",
    "begins_at": "at >= {0}",
    "ends_at": "at < {0}",
}


async def search_rows(
    connection: asyncpg.Connection, schema: str, search: Search, *, below: int = FIRST_ID, limit: int
) -> list[dict[str, Any]]:
    """Rows with ids ``below`` the one given, without what was before and after; ``fields`` names what it is about."""
    asked = {name: value for name, value in vars(search).items() if value is not None}
    if search.person is not None:
        del asked["person"]
        asked["account" if _ACCOUNT.fullmatch(search.person) else "name"] = search.person
    conditions = [_CONDITIONS[name].format(f"${place}") for place, name in enumerate(asked, start=3)]
    rows: Sequence[Mapping[str, Any]] = await connection.fetch(
        f"""SELECT {_SHOWN}, {_FIELDS} AS fields FROM {schema}.audit_log
            WHERE {" AND ".join(["id < $1", *conditions])} ORDER BY id DESC LIMIT $2""",
        *(below, limit, *asked.values()),
    )
    return [{"service": schema, **row} for row in rows]


async def find_row(connection: asyncpg.Connection, schema: str, number: int) -> dict[str, Any] | None:
    """One row with all that it says."""
    row = await connection.fetchrow(
        f"""SELECT {_SHOWN}, {_FIELDS} AS fields, before::text AS before, after::text AS after
            FROM {schema}.audit_log WHERE id = $1""",
        number,
    )
    if row is None:
        return None
    told = {name: orjson.loads(row[name]) if row[name] is not None else None for name in ("before", "after")}
    return {"service": schema, **row, **told}
