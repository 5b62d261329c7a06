from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import selectinload

from hengjian.appraisal.models import Sheet
from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page


def _visible(visible: Visibility) -> ColumnElement[bool]:
    return true() if visible.whole_county else is_among(Sheet.subject_code, visible.unit_codes)


async def list_sheets(
    session: AnySession,
    visible: Visibility,
    page: PageRequest,
    *,
    round_id: UUID | None,
    subject_code: str | None,
    state: str | None,
) -> Rows[Sheet]:
    statement = select(Sheet).where(_visible(visible))
    if round_id is not None:
        statement = statement.where(Sheet.round_id == round_id)
    if subject_code is not None:
        statement = statement.where(Sheet.subject_code == subject_code)
    if state is not None:
        statement = statement.where(Sheet.state == state)
    return await fetch_page(
        session, statement, [SortKey(Sheet.subject_code), SortKey(Sheet.id)], page, related=[(Sheet.scores,)]
    )


async def get_sheet(session: AnySession, visible: Visibility, sheet_id: UUID) -> Sheet | None:
    statement = select(Sheet).where(Sheet.id == sheet_id, _visible(visible))
    return await session.scalar(statement.options(selectinload(Sheet.scores)))


async def list_sheets_of_round(session: AnySession, round_id: UUID) -> Sequence[Sheet]:
    """Of a round that the caller holds already."""
    statement = select(Sheet).where(Sheet.round_id == round_id).options(selectinload(Sheet.scores))
    return (await session.scalars(statement)).all()


async def count_by_state(session: AnySession, round_id: UUID) -> dict[str, int]:
    """How far the sheets of a round are, of which the caller has been shown the round."""
    statement = select(Sheet.state, func.count()).where(Sheet.round_id == round_id).group_by(Sheet.state)
    return dict((await session.execute(statement)).all())


async def get_sheets_for_update(session: WriteSession, round_id: UUID, codes: Sequence[str]) -> dict[str, Sheet]:
    """By subject code; of a round that the caller holds already."""
    statement = select(Sheet).where(Sheet.round_id == round_id, Sheet.subject_code.in_(codes))
    sheets = await session.scalars(statement.options(selectinload(Sheet.scores)).with_for_update(of=Sheet))
    return {sheet.subject_code: sheet for sheet in sheets}


async def save_sheets(session: WriteSession, sheets: Iterable[Sheet]) -> None:
    session.add_all(sheets)
    await session.flush()


async def drop_scores(session: WriteSession, sheet: Sheet) -> None:
    """The sheet as it is now, without what its scorers gave."""
    for score in list(sheet.scores):
        await session.delete(score)
    await session.flush()
    await session.refresh(sheet, ["scores"])
