"""Marks on the classes that a fact touches, so that their standings are computed again."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ARRAY, DateTime, Integer, Text, any_, bindparam, delete, insert, select

from hengjian.appraisal.models import DirtyMark, Scheme, Unit
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.statements import Statement
from hengjian.kit.time.clock import office_now


async def mark_classes(session: WriteSession, year: int, class_codes: Collection[str]) -> None:
    if not class_codes:
        return
    now = office_now()
    marks = [{"year": year, "class_code": code, "heard_at": now} for code in sorted(set(class_codes))]
    await session.execute(insert(DirtyMark), marks)
    session.wake_jobs()


async def mark_units(session: WriteSession, year: int, unit_codes: Collection[str]) -> None:
    """The classes that the units are in."""
    heard = {"year": year, "heard_at": office_now(), "unit_codes": [*unit_codes]}
    await _MARK_UNITS.execute(await session.driver_connection(), heard)
    session.wake_jobs()


def _mark_classes_of_units() -> Statement:
    year, heard_at = bindparam("year", type_=Integer), bindparam("heard_at", type_=DateTime(timezone=True))
    named = Unit.code == any_(bindparam("unit_codes", type_=ARRAY(Text)))
    classes = select(year, Unit.class_code, heard_at).where(named, Unit.class_code.is_not(None)).distinct()
    return Statement(insert(DirtyMark).from_select(["year", "class_code", "heard_at"], classes))


_MARK_UNITS = _mark_classes_of_units()


async def mark_scheme(session: WriteSession, scheme: Scheme) -> None:
    if scheme.subject_kind == "unit":
        await mark_classes(session, scheme.year, scheme.class_codes)


async def longest_waiting(session: WriteSession) -> tuple[int, str, Sequence[int], datetime] | None:
    """Of the marked classes the one that has waited longest: year, class, ids of its marks, time of the last of them.

    A mark that is not yet committed is not among them.
    """
    oldest = await session.scalar(select(DirtyMark).order_by(DirtyMark.id).limit(1))
    if oldest is None:
        return None
    of_class = DirtyMark.year == oldest.year, DirtyMark.class_code == oldest.class_code
    marks = (await session.execute(select(DirtyMark.id, DirtyMark.heard_at).where(*of_class))).all()
    return oldest.year, oldest.class_code, [mark.id for mark in marks], max(mark.heard_at for mark in marks)


async def settle_marks(session: WriteSession, ids: Sequence[int]) -> None:
    await session.execute(delete(DirtyMark).where(DirtyMark.id.in_(ids)))
