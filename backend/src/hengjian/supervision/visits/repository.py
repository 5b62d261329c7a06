from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, literal_column, select, true

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.audited_inserts import AuditedInsert, AuditedRow, Insertion
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.kit.time.clock import COUNTY_ZONE
from hengjian.supervision.models import Visit, metadata
from hengjian.supervision.sight import is_only_inspector
from hengjian.supervision.visits.schemas import VisitKind

_visit = metadata.tables["supervision.visit"]
_UNAUDITED = ("content_digest",)
_NAMES = [column.name for column in _visit.columns if column.name not in _UNAUDITED]
_INSERT = AuditedInsert(Insertion(_visit, _NAMES, _UNAUDITED))
_NEWEST_FIRST = (SortKey(Visit.visited_at, descending=True), SortKey(Visit.id, descending=True))


@dataclass(frozen=True)
class VisitFilter:
    year: int | None = None
    unit_code: str | None = None
    kind: str | None = None
    from_on: date | None = None
    to_on: date | None = None


def _visible(reader: Principal) -> ColumnElement[bool]:
    """Inspectors see their own visits, units those paid to them, offices all."""
    if is_only_inspector(reader):
        return Visit.recorded_by == reader.person_id
    if reader.visibility.whole_county:
        return true()
    return is_among(Visit.unit_code, reader.visibility.unit_codes)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), COUNTY_ZONE)


async def list_visits(
    session: AnySession, reader: Principal, page: FollowRequest, wanted: VisitFilter
) -> FollowedRows[Visit]:
    statement = select(Visit)
    equal = {Visit.year: wanted.year, Visit.unit_code: wanted.unit_code}
    statement = statement.where(*(column == value for column, value in equal.items() if value is not None))
    if wanted.kind is not None:
        # Written out, so that the database knows how many there are of it: one may be rare, in a large unit too.
        statement = statement.where(Visit.kind == literal_column(f"'{VisitKind(wanted.kind)}'"))
    if wanted.from_on is not None:
        statement = statement.where(Visit.visited_at >= _start_of(wanted.from_on))
    if wanted.to_on is not None:
        statement = statement.where(Visit.visited_at < _start_of(wanted.to_on) + timedelta(days=1))
    return await fetch_followed(session, statement, _visible(reader), _NEWEST_FIRST, page)


async def get_visit(session: AnySession, reader: Principal, visit_id: UUID) -> Visit | None:
    return await session.scalar(select(Visit).where(Visit.id == visit_id, _visible(reader)))


async def get_by_id(session: WriteSession, visit_id: UUID) -> Visit | None:
    """Whoever recorded it: a repeated post must meet the first one."""
    return await session.scalar(select(Visit).where(Visit.id == visit_id))


async def insert_visit(session: WriteSession, row: Mapping[str, Any], digest: bytes) -> None:
    """Nothing happens where the id stands already. The unique index is the check."""
    rows = [AuditedRow(session.actor, row, {"content_digest": digest})]
    await _INSERT.run(await session.driver_connection(), rows)
