import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    FromClause,
    Text,
    and_,
    cast,
    func,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.orm import selectinload

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import PageRequest, Rows, Slices, SortKey, Way, fetch_page
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.supervision.bulletin.mapping import UnitOnMap
from hengjian.supervision.models import BulletinEntry, BulletinTally, Deduction, PictureReview, PublicPicture, Unit
from hengjian.supervision.models.bulletin import GRAMS, SEARCHED
from hengjian.supervision.queries.tallies import add_up

_NEWEST_FIRST = (SortKey(BulletinEntry.occurred_on, descending=True), SortKey(BulletinEntry.id, descending=True))
_MONTH = re.compile(r"(20\d\d)[-./年](0?[1-9]|1[0-2])月?")
_grams = literal_column(GRAMS, ARRAY(Text))
_first_day = cast(func.date_trunc("month", cast(BulletinEntry.occurred_on, DateTime)), Date)


@dataclass(frozen=True)
class BulletinFilter:
    """Days from ``from_on`` to before ``until``, one unit, and words.

    Each word stands in the entry, begins its number, or names its unit by code or its month as 2026-03 or 2026年3月.
    """

    from_on: date | None = None
    until: date | None = None
    unit_code: str | None = None
    words: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        asked: list[ColumnElement[bool]] = []
        if self.from_on is not None:
            asked.append(BulletinEntry.occurred_on >= self.from_on)
        if self.until is not None:
            asked.append(BulletinEntry.occurred_on < self.until)
        if self.unit_code is not None:
            asked.append(BulletinEntry.unit_code == self.unit_code)
        return asked

    def ways(self) -> list[Way]:
        """To entries in which all words stand: month by month by what stands in them, and the months that are named."""
        words = (self.words or "").split()
        if not words:
            return []
        exact = and_(*(_matches(word) for word in words))
        months = _months(self.from_on, self.until)
        found = and_(*(_may_stand(word, months.c.month) for word in words))
        ways = [Way(exact, Slices(_first_day, months, found, is_ordered=True))]
        for first, after in sorted({named for word in words if (named := _named_month(word))}):
            beside = [_may_stand(word, first) for word in words if _named_month(word) is None]
            ways.append(
                Way(and_(exact, BulletinEntry.occurred_on >= first, BulletinEntry.occurred_on < after, *beside))
            )
        return ways


def _matches(word: str) -> ColumnElement[bool]:
    ways = [getattr(BulletinEntry, name).icontains(word, autoescape=True) for name in SEARCHED]
    ways += [BulletinEntry.number.istartswith(word, autoescape=True), BulletinEntry.unit_code == word.upper()]
    if (named := _named_month(word)) is not None:
        ways.append(and_(BulletinEntry.occurred_on >= named[0], BulletinEntry.occurred_on < named[1]))
    return or_(*ways)


def _named_month(word: str) -> tuple[date, date] | None:
    """Its first day, and the first day after it."""
    read = _MONTH.fullmatch(word)
    return None if read is None else _days_of_month(int(read[1]), int(read[2]))


def _may_stand(word: str, month: Any) -> ColumnElement[bool]:
    """What the index knows: all pairs of the word's characters stand in an entry of the month, or it is one's number or
    unit.
    """

    def mark(kind: str, of: str) -> ColumnElement[Any]:
        return array([func.concat(func.to_char(cast(month, DateTime), "YYYYMM"), kind, of)])

    pairs = func.supervision.bulletin_grams(cast(month, Date), array([word]), None, None, type_=ARRAY(Text))
    ways = [_grams.contains(pairs)]
    if word.isascii():
        ways += [_grams.contains(mark("#", word.lower())), _grams.contains(mark("@", word.upper()))]
    return or_(*ways)


def _months(from_on: date | None, until: date | None) -> FromClause:
    """First days of the months that the bulletin has, the newest first."""
    first: ColumnElement[Any] = select(func.min(BulletinEntry.occurred_on)).scalar_subquery()
    last: ColumnElement[Any] = select(func.max(BulletinEntry.occurred_on)).scalar_subquery()
    if from_on is not None:
        first = func.greatest(first, from_on)
    if until is not None:
        last = func.least(last, until - timedelta(days=1))
    newest, oldest = (func.date_trunc("month", cast(end, DateTime)) for end in (last, first))
    series = func.generate_series(newest, oldest, literal_column("interval '-1 month'"))
    return select(cast(series, Date).label("month")).subquery("months")


def days_of(year: int | None, month: int | None) -> tuple[date | None, date | None]:
    """First day of the year or month, and the first day after it."""
    if year is None:
        return None, None
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    return _days_of_month(year, month)


def _days_of_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


async def list_entries(session: AnySession, page: PageRequest, wanted: BulletinFilter) -> Rows[BulletinEntry]:
    """Public: everybody may see every entry."""
    statement = select(BulletinEntry).where(*wanted.conditions())
    return await fetch_page(session, statement, _NEWEST_FIRST, page, ways=wanted.ways())


async def follow_entries(
    session: AnySession, page: FollowRequest, wanted: BulletinFilter
) -> FollowedRows[BulletinEntry]:
    """As public, for whoever keeps a copy."""
    statement, key = select(BulletinEntry).where(*wanted.conditions()), BulletinEntry.number
    return await fetch_followed(session, statement, true(), _NEWEST_FIRST, page, ways=wanted.ways(), key=key)


async def list_year(session: AnySession, year: int) -> Sequence[BulletinEntry]:
    """A year's entries, the first day first."""
    wanted = BulletinFilter(*days_of(year, None))
    ordered = select(BulletinEntry).where(*wanted.conditions()).order_by(BulletinEntry.occurred_on, BulletinEntry.id)
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
    told = add_up(BulletinTally) if unit_code is None else add_up(BulletinTally, unit_code=unit_code)
    sums = (func.sum(told.c[name]) for name in ("entries", "corrections", "points"))
    statement = select(func.to_char(told.c.month, "YYYY-MM"), *sums).group_by(told.c.month)
    return [MonthSum(*row) for row in await session.execute(statement.order_by(told.c.month.desc()))]


async def sum_units(session: AnySession, from_on: date | None, until: date | None) -> list[UnitOnMap]:
    """Every unit with what of these days, whole months, is in force, the most first."""
    told = add_up(BulletinTally)
    of_unit = [told.c.unit_code == Unit.code]
    if from_on is not None:
        of_unit.append(told.c.month >= from_on)
    if until is not None:
        of_unit.append(told.c.month < until)
    count, points = (func.coalesce(func.sum(told.c[name]), 0) for name in ("in_force", "points_in_force"))
    statement = (
        select(Unit.code, Unit.name, Unit.kind, count, points, Unit.latitude, Unit.longitude)
        .outerjoin(told, and_(*of_unit))
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
