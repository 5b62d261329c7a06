from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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


async def find_first_and_last_day(session: AnySession) -> tuple[date, date] | None:
    statement = select(func.min(BulletinEntry.occurred_on), func.max(BulletinEntry.occurred_on))
    first, last = (await session.execute(statement)).one()
    return None if first is None else (first, last)


async def list_units(session: AnySession) -> Sequence[tuple[str, str]]:
    statement = select(Unit.code, Unit.name).where(Unit.is_active).order_by(Unit.code)
    return [(row.code, row.name) for row in await session.execute(statement)]
