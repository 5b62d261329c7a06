from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, true

from hengjian.kit.auth import Visibility
from hengjian.kit.database import AnySession, WriteSession
from hengjian.kit.paging import PageRequest, Rows, SortKey, fetch_page
from hengjian.supervision.models import Round, RoundFinding, Unit


def _visible(units: Visibility) -> ColumnElement[bool]:
    return true() if units.whole_county else RoundFinding.unit_code.in_(units.unit_codes)


async def list_rounds(session: AnySession, page: PageRequest, *, year: int | None, state: str | None) -> Rows[Round]:
    """That a round takes place is no secret; its findings are each unit's own."""
    statement = select(Round)
    if year is not None:
        statement = statement.where(Round.year == year)
    if state is not None:
        statement = statement.where(Round.state == state)
    if page.updated_since is not None:
        statement = statement.where(Round.updated_at >= page.updated_since)
    order = [SortKey(Round.year, descending=True), SortKey(Round.period, descending=True), SortKey(Round.id)]
    return await fetch_page(session, statement, order, page)


async def get_round(session: AnySession, round_id: UUID) -> Round | None:
    return await session.get(Round, round_id)


async def get_round_for_update(session: WriteSession, round_id: UUID) -> Round | None:
    return await session.scalar(select(Round).where(Round.id == round_id).with_for_update())


async def find_class_codes(session: AnySession, codes: Collection[str]) -> set[str]:
    statement = select(Unit.class_code).where(Unit.class_code.in_(codes)).distinct()
    return {code for code in await session.scalars(statement) if code is not None}


async def find_units(session: AnySession, codes: Collection[str], class_codes: Collection[str]) -> dict[str, Unit]:
    statement = select(Unit).where(Unit.code.in_(codes), Unit.class_code.in_(class_codes), Unit.is_active)
    return {unit.code: unit for unit in await session.scalars(statement)}


async def find_findings(
    session: WriteSession, round_id: UUID, unit_codes: Collection[str]
) -> dict[tuple[str, str], RoundFinding]:
    statement = select(RoundFinding).where(RoundFinding.round_id == round_id, RoundFinding.unit_code.in_(unit_codes))
    return {(row.unit_code, row.subject): row for row in await session.scalars(statement)}


async def list_findings(
    session: AnySession,
    visible: Visibility,
    page: PageRequest,
    round_id: UUID,
    *,
    unit_code: str | None,
    grade: str | None,
) -> Rows[RoundFinding]:
    statement = select(RoundFinding).where(RoundFinding.round_id == round_id, _visible(visible))
    if unit_code is not None:
        statement = statement.where(RoundFinding.unit_code == unit_code)
    if grade is not None:
        statement = statement.where(RoundFinding.grade == grade)
    if page.updated_since is not None:
        statement = statement.where(RoundFinding.updated_at >= page.updated_since)
    order = [SortKey(RoundFinding.unit_code), SortKey(RoundFinding.subject), SortKey(RoundFinding.id)]
    return await fetch_page(session, statement, order, page)


async def count_grades(session: AnySession, visible: Visibility, round_id: UUID) -> dict[str, int]:
    statement = select(RoundFinding.grade, func.count().label("counted")).where(
        RoundFinding.round_id == round_id, _visible(visible)
    )
    rows = await session.execute(statement.group_by(RoundFinding.grade))
    return {row.grade: row.counted for row in rows}
