from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, select, text, true

from hengjian.appraisal.models import ClassStanding, Scheme, Standing, Unit
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.auth import Visibility
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page

CHANGED = "hengjian_standings"
"""The channel on which PostgreSQL tells every process of this service that standings changed."""


def _visible(visible: Visibility) -> ColumnElement[bool]:
    """A unit sees the totals of its own class."""
    if visible.whole_county:
        return true()
    return Standing.class_code.in_(select(Unit.class_code).where(Unit.code.in_(visible.unit_codes)))


async def list_standings(
    session: AnySession, visible: Visibility, page: PageRequest, *, year: int | None, class_code: str | None
) -> Rows[Standing]:
    statement = select(Standing).where(_visible(visible))
    if year is not None:
        statement = statement.where(Standing.year == year)
    if class_code is not None:
        statement = statement.where(Standing.class_code == class_code)
    if page.updated_since is not None:
        statement = statement.where(Standing.as_of >= page.updated_since)
    return await fetch_page(session, statement, [SortKey(Standing.year), SortKey(Standing.subject_code)], page)


async def get_class(
    session: AnySession, visible: Visibility, year: int, class_code: str
) -> tuple[ClassStanding, Sequence[Standing]] | None:
    statement = select(Standing).where(Standing.year == year, Standing.class_code == class_code, _visible(visible))
    order = statement.order_by(Standing.rank.nulls_last(), Standing.subject_code)
    rows = (await session.scalars(order)).all()
    head = await session.get(ClassStanding, (year, class_code))
    return (head, rows) if head is not None and rows else None


async def get_own_standing(session: AnySession, visible: Visibility, year: int, unit_code: str) -> Standing | None:
    """A unit's own detail; others' detail is not shown to it."""
    if not visible.includes(unit_code):
        return None
    return await session.get(Standing, (year, unit_code))


async def scheme_of_class(session: AnySession, year: int, class_code: str) -> Scheme | None:
    statement = select(Scheme).where(
        Scheme.year == year,
        Scheme.state == "issued",
        Scheme.subject_kind == "unit",
        Scheme.class_codes.contains([class_code]),
    )
    return await session.scalar(statement)


async def changed_since(session: AnySession, revision: int) -> Sequence[ClassStanding]:
    """Of the whole county, in order of revision; only for those who then ask who may see what."""
    statement = select(ClassStanding).where(ClassStanding.revision > revision).order_by(ClassStanding.revision)
    return (await session.scalars(statement)).all()


async def list_changes(session: AnySession, visible: Visibility, revision: int) -> Sequence[ClassStanding]:
    statement = select(ClassStanding).where(ClassStanding.revision > revision).order_by(ClassStanding.revision)
    if not visible.whole_county:
        own = select(Unit.class_code).where(Unit.code.in_(visible.unit_codes))
        statement = statement.where(ClassStanding.class_code.in_(own))
    return (await session.scalars(statement)).all()


async def classes_of_units(session: AnySession, codes: Collection[str]) -> dict[str, str | None]:
    rows = await session.execute(select(Unit.code, Unit.class_code).where(Unit.code.in_(codes)))
    return {row.code: row.class_code for row in rows}


async def next_revision(session: WriteSession) -> int:
    """Revisions are committed in their order: only the job that holds its lock takes them."""
    revision: int = await session.scalar(text("SELECT nextval('appraisal.standing_revision')"))
    return revision


async def announce_change(session: WriteSession) -> None:
    """At the commit of this transaction."""
    await session.execute(select(func.pg_notify(CHANGED, "")))
