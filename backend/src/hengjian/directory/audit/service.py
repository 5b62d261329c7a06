"""The audit rows of all five services in one order, each asked of the service that wrote it; every reading is noted."""

import asyncio
import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

import orjson

from hengjian.audit.reading import Search
from hengjian.audit.recording import Actor, record_write
from hengjian.directory.audit.errors import AuditTooLong, ServiceSilent
from hengjian.directory.audit.schemas import AuditRow, AuditRowDetail, ReadingKind
from hengjian.kit.edge.paging import BadCursor
from hengjian.kit.edge.service import Service
from hengjian.kit.messaging.peers import PeerRefusedError, PeerTroubleError
from hengjian.kit.problems.problems import NotFound
from hengjian.kit.settings import ServiceName

MAX_EXPORTED = 10_000
_PORTION = 1_000

Position = Mapping[ServiceName, int]
"""Of each service the id of the last row that was shown."""


async def gather_rows(
    running: Service, services: tuple[ServiceName, ...], search: Search, position: Position, limit: int
) -> tuple[list[AuditRow], list[ServiceName]]:
    """Up to ``limit`` rows behind ``position``, the latest first, and who did not answer."""

    async def ask(name: ServiceName) -> list[AuditRow] | None:
        asked = {key: _plain(value) for key, value in vars(search).items()}
        try:
            rows = await running.peers.get(
                name, f"/api/v1/{name}/internal/audit-rows", limit=limit, below=position.get(name), **asked
            )
        except (PeerTroubleError, PeerRefusedError):
            return None
        return [AuditRow.model_validate(row) for row in rows]

    answers = dict(zip(services, await asyncio.gather(*map(ask, services)), strict=True))
    in_order = merge(*(rows for rows in answers.values() if rows), key=lambda row: row.at, reverse=True)
    return list(islice(in_order, limit)), [name for name, rows in answers.items() if rows is None]


def _plain(value: Any) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, datetime) else str(value)


async def gather_all(running: Service, services: tuple[ServiceName, ...], search: Search) -> list[AuditRow]:
    """Everything that is asked for, or a refusal: half a list would be taken for the whole."""
    found: list[AuditRow] = []
    position: Position = {}
    while True:
        rows, silent = await gather_rows(running, services, search, position, _PORTION)
        if silent:
            raise ServiceSilent(service=str(silent[0]))
        found += rows
        if len(found) > MAX_EXPORTED:
            raise AuditTooLong(limit=MAX_EXPORTED)
        if len(rows) < _PORTION:
            return found
        position = move_on(position, rows)


async def find_row(running: Service, service: ServiceName, number: int) -> AuditRowDetail:
    try:
        row = await running.peers.get(service, f"/api/v1/{service}/internal/audit-rows/{number}")
    except PeerRefusedError as error:
        raise NotFound from error
    except PeerTroubleError as error:
        raise ServiceSilent(service=str(service)) from error
    return AuditRowDetail.model_validate(row)


async def note_reading(
    running: Service, actor: Actor, kind: ReadingKind, asked: Mapping[str, Any], *, rows: int
) -> None:
    """Before the answer leaves: who reads the audit is in it."""
    said = {name: _plain(value) for name, value in asked.items() if value is not None}
    async with running.database.transaction(actor) as session:
        await record_write(session, "audit_log", kind, after={"asked": said, "rows": rows})


def move_on(position: Position, rows: list[AuditRow]) -> Position:
    return {**position, **{row.service: row.id for row in rows}}


def write_cursor(position: Position) -> str:
    return base64.urlsafe_b64encode(orjson.dumps({str(name): at for name, at in position.items()})).decode().rstrip("=")


def read_cursor(cursor: str | None) -> Position:
    if cursor is None:
        return {}
    try:
        told = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return {ServiceName(name): int(number) for name, number in told.items()}
    except (ValueError, TypeError, AttributeError, binascii.Error) as error:
        raise BadCursor from error
