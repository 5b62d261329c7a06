import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import selectinload

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page
from hengjian.supervision.bulletin.mapping import UnitOnMap
from hengjian.supervision.models import BulletinEntry, Deduction, PictureReview, PublicPicture, Unit
from hengjian.supervision.workflows.bulletin import EntryState

_NEWEST_FIRST = (SortKey(BulletinEntry.occurred_on, descending=True), SortKey(BulletinEntry.id, descending=True))
_MONTH = re.compile(r"(20\d\d)[-./年](0?[1-9]|1[0-2])月?")
_SEARCHED = (
    BulletinEntry.unit_name,
    BulletinEntry.place,
    BulletinEntry.rule_title,
    BulletinEntry.rule_title_en,
    BulletinEntry.public_text,
    BulletinEntry.revoked_reason,
)


@dataclass(frozen=True)
class BulletinFilter:
    """Days from ``from_on`` to before ``until``, one unit, and words.

    Each word stands in the entry, begins its number, or names its unit by code or its month as 2026-03 or 2026年3月.
    """

    from_on: date | None = None
    until: date | None = None
    unit_code: str | None = None
    words: str | None = None

    def narrow(self, statement: Select[BulletinEntry]) -> Select[BulletinEntry]:
        if self.from_on is not None:
            statement = statement.where(BulletinEntry.occurred_on >= self.from_on)
        if self.until is not None:
            statement = statement.where(BulletinEntry.occurred_on < self.until)
        if self.unit_code is not None:
            statement = statement.where(BulletinEntry.unit_code == self.unit_code)
        for word in (self.words or "").split():
            ways = [column.icontains(word, autoescape=True) for column in _SEARCHED]
            ways += [
                BulletinEntry.number.istartswith(word, autoescape=True),
                BulletinEntry.unit_code == word.upper(),
            ]
            if (month := _MONTH.fullmatch(word)) is not None:
                first, after = days_of(int(month[1]), int(month[2]))
                ways.append(and_(BulletinEntry.occurred_on >= first, BulletinEntry.occurred_on < after))
            statement = statement.where(or_(*ways))
        return statement


def days_of(year: int | None, month: int | None) -> tuple[date | None, date | None]:
    """First day of the year or month, and the first day after it."""
    if year is None:
        return None, None
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


async def list_entries(session: AnySession, page: PageRequest, wanted: BulletinFilter) -> Rows[BulletinEntry]:
    """Public: everybody may see every entry."""
    statement = wanted.narrow(select(BulletinEntry))
    if page.updated_since is not None:
        statement = statement.where(BulletinEntry.updated_at >= page.updated_since)
    return await fetch_page(session, statement, _NEWEST_FIRST, page)


async def list_year(session: AnySession, year: int) -> Sequence[BulletinEntry]:
    """A year's entries, the first day first."""
    wanted = BulletinFilter(*days_of(year, None))
    ordered = wanted.narrow(select(BulletinEntry)).order_by(BulletinEntry.occurred_on, BulletinEntry.id)
    return (await session.scalars(ordered)).all()


async def list_latest(session: AnySession, limit: int) -> Sequence[BulletinEntry]:
    """What was published last."""
    statement = select(BulletinEntry).order_by(BulletinEntry.published_at.desc(), BulletinEntry.id.desc()).limit(limit)
    return (await session.scalars(statement)).all()


async def get_entry(session: AnySession, number: str) -> BulletinEntry | None:
    return (await session.scalars(select(BulletinEntry).where(BulletinEntry.number == number))).one_or_none()


def add_entry(session: WriteSession, entry: BulletinEntry) -> None:
    session.add(entry)


async def get_entry_for_update(session: WriteSession, deduction: Deduction) -> BulletinEntry:
    """Of a published deduction."""
    statement = select(BulletinEntry).where(BulletinEntry.number == deduction.number).with_for_update()
    return (await session.scalars(statement)).one()


async def list_approved_pictures(session: AnySession, deduction_id: UUID) -> Sequence[PublicPicture]:
    """What the bulletin shows or has shown of a deduction, in the order in which it was approved."""
    statement = (
        select(PublicPicture)
        .join(PictureReview, PictureReview.picture_id == PublicPicture.id)
        .where(PublicPicture.deduction_id == deduction_id, PictureReview.outcome == "approved")
        .order_by(PictureReview.reviewed_at, PublicPicture.id)
        .options(selectinload(PublicPicture.review), selectinload(PublicPicture.withdrawal))
    )
    return (await session.scalars(statement.execution_options(populate_existing=True))).all()


@dataclass(frozen=True)
class BulletinSpan:
    """The days that the bulletin covers, and when something was last published."""

    first_on: date
    last_on: date
    published_at: datetime


async def find_span(session: AnySession, *, of_deductions: bool = False) -> BulletinSpan | None:
    """Of all entries, or of deductions alone, which may end earlier than their reversals."""
    days = (func.min(BulletinEntry.occurred_on), func.max(BulletinEntry.occurred_on))
    statement = select(*days, func.max(BulletinEntry.published_at))
    if of_deductions:
        statement = statement.where(BulletinEntry.reverses.is_(None))
    first, last, published_at = (await session.execute(statement)).one()
    return None if first is None else BulletinSpan(first, last, published_at)


@dataclass(frozen=True)
class MonthSum:
    """``points`` as the entries add up: reversals count in the month in which they were made."""

    month: str
    entries: int
    corrections: int
    points: Decimal


async def sum_months(session: AnySession, unit_code: str | None = None) -> list[MonthSum]:
    """Months with entries, the newest first."""
    month = func.to_char(func.date_trunc("month", BulletinEntry.occurred_on), "YYYY-MM").label("month")
    statement = (
        select(
            month,
            func.count().filter(BulletinEntry.reverses.is_(None)),
            func.count().filter(BulletinEntry.reverses.is_not(None)),
            func.sum(BulletinEntry.points),
        )
        .group_by(month)
        .order_by(month.desc())
    )
    if unit_code is not None:
        statement = statement.where(BulletinEntry.unit_code == unit_code)
    return [MonthSum(*row) for row in await session.execute(statement)]


async def sum_units(session: AnySession, from_on: date | None, until: date | None) -> list[UnitOnMap]:
    """Every unit with what of these days is in force, the most first."""
    in_force = [
        BulletinEntry.unit_code == Unit.code,
        BulletinEntry.state == EntryState.EFFECTIVE,
        BulletinEntry.reverses.is_(None),
    ]
    if from_on is not None:
        in_force.append(BulletinEntry.occurred_on >= from_on)
    if until is not None:
        in_force.append(BulletinEntry.occurred_on < until)
    points = func.coalesce(func.sum(BulletinEntry.points), 0)
    statement = (
        select(Unit.code, Unit.name, Unit.kind, func.count(BulletinEntry.id), points, Unit.latitude, Unit.longitude)
        .outerjoin(BulletinEntry, and_(*in_force))
        .where(Unit.is_active)
        .group_by(Unit.code)
        .order_by(points.desc(), Unit.code)
    )
    return [UnitOnMap(*row) for row in await session.execute(statement)]


async def list_units(session: AnySession) -> Sequence[tuple[str, str]]:
    statement = select(Unit.code, Unit.name).where(Unit.is_active).order_by(Unit.code)
    return [(row.code, row.name) for row in await session.execute(statement)]


async def find_unit_name(session: AnySession, code: str) -> str | None:
    """A unit of today, or one that is no more but stands in the bulletin."""
    if (name := await session.scalar(select(Unit.name).where(Unit.code == code))) is not None:
        return name
    past = select(BulletinEntry.unit_name).where(BulletinEntry.unit_code == code)
    return await session.scalar(past.order_by(BulletinEntry.occurred_on.desc()).limit(1))
