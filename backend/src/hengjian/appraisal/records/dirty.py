"""Which classes a fact touches, so that their standings are computed again."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hengjian.appraisal.models import DirtyClass, Scheme, Unit
from hengjian.kit.database import WriteSession


async def mark_classes_dirty(session: WriteSession, year: int, class_codes: Collection[str]) -> None:
    if not class_codes:
        return
    rows = [{"year": year, "class_code": code} for code in sorted(set(class_codes))]
    statement = insert(DirtyClass)
    # Not "do nothing": the update locks the row, so that no job can drop the mark before this transaction is visible.
    marked = statement.on_conflict_do_update(
        index_elements=["year", "class_code"], set_={"year": statement.excluded.year}
    )
    await session.execute(marked, rows)
    session.wake_jobs()


async def mark_units_dirty(session: WriteSession, year: int, unit_codes: Collection[str]) -> None:
    statement = select(Unit.class_code).where(Unit.code.in_(unit_codes), Unit.class_code.is_not(None)).distinct()
    await mark_classes_dirty(session, year, [code for code in await session.scalars(statement) if code])


async def mark_scheme_dirty(session: WriteSession, scheme: Scheme) -> None:
    if scheme.subject_kind == "unit":
        await mark_classes_dirty(session, scheme.year, scheme.class_codes)
