"""Which classes a fact touches, so that their standings are computed again."""

from collections.abc import Collection

from sqlalchemy import DateTime, Integer, insert, literal, select

from hengjian.appraisal.models import DirtyMark, Scheme, Unit
from hengjian.kit.data.database import WriteSession
from hengjian.kit.time.clock import office_now


async def mark_classes_dirty(session: WriteSession, year: int, class_codes: Collection[str]) -> None:
    if not class_codes:
        return
    now = office_now()
    marks = [{"year": year, "class_code": code, "heard_at": now} for code in sorted(set(class_codes))]
    await session.execute(insert(DirtyMark), marks)
    session.wake_jobs()


async def mark_units_dirty(session: WriteSession, year: int, unit_codes: Collection[str]) -> None:
    """The classes that the units are in."""
    classes = select(literal(year, Integer), Unit.class_code, literal(office_now(), DateTime(timezone=True)))
    of_units = classes.where(Unit.code.in_(unit_codes), Unit.class_code.is_not(None)).distinct()
    await session.execute(insert(DirtyMark).from_select(["year", "class_code", "heard_at"], of_units))
    session.wake_jobs()


async def mark_scheme_dirty(session: WriteSession, scheme: Scheme) -> None:
    if scheme.subject_kind == "unit":
        await mark_classes_dirty(session, scheme.year, scheme.class_codes)
