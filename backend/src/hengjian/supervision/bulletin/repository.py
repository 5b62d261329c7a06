from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from hengjian.kit.database import AnySession
from hengjian.kit.paging import PageRequest, Rows, SortKey, fetch_page
from hengjian.supervision.models import BulletinEntry, Unit

_NEWEST_FIRST = (SortKey(BulletinEntry.occurred_on, descending=True), SortKey(BulletinEntry.id, descending=True))


@dataclass(frozen=True)
class BulletinFilter:
    """Days from ``from_on`` to before ``until``, and one unit."""

    from_on: date | None = None
    until: date | None = None
    unit_code: str | None = None


def days_of(year: int | None, month: int | None) -> tuple[date | None, date | None]:
    """First day of the year or month, and the first day after it."""
    if year is None:
        return None, None
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


async def list_entries(session: AnySession, page: PageRequest, wanted: BulletinFilter) -> Rows[BulletinEntry]:
    """Public: everybody may see every entry."""
    statement = select(BulletinEntry)
    if wanted.from_on is not None:
        statement = statement.where(BulletinEntry.occurred_on >= wanted.from_on)
    if wanted.until is not None:
        statement = statement.where(BulletinEntry.occurred_on < wanted.until)
    if wanted.unit_code is not None:
        statement = statement.where(BulletinEntry.unit_code == wanted.unit_code)
    if page.updated_since is not None:
        statement = statement.where(BulletinEntry.updated_at >= page.updated_since)
    return await fetch_page(session, statement, _NEWEST_FIRST, page)


@dataclass(frozen=True)
class BulletinSpan:
    """The days that the bulletin covers, and when something was last published."""

    first_on: date
    last_on: date
    published_at: datetime


async def find_span(session: AnySession) -> BulletinSpan | None:
    days = (func.min(BulletinEntry.occurred_on), func.max(BulletinEntry.occurred_on))
    first, last, published_at = (await session.execute(select(*days, func.max(BulletinEntry.published_at)))).one()
    return None if first is None else BulletinSpan(first, last, published_at)


async def list_units(session: AnySession) -> Sequence[tuple[str, str]]:
    statement = select(Unit.code, Unit.name).where(Unit.is_active).order_by(Unit.code)
    return [(row.code, row.name) for row in await session.execute(statement)]
