from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.exc import IntegrityError

from hengjian.appraisal.errors import AlreadyThere
from hengjian.appraisal.models import BallotRound, EvaluationRound, SheetRound, Unit
from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page

AnyRound = TypeVar("AnyRound", BallotRound, EvaluationRound, SheetRound)


def _visible(kind: type[AnyRound], visible: Visibility) -> ColumnElement[bool]:
    """A round belongs to classes: it is seen by whoever sees the county, or a unit of one of them."""
    if visible.whole_county:
        return true()
    return (
        select(Unit.code)
        .where(is_among(Unit.code, visible.unit_codes), Unit.class_code == kind.class_codes.any_())
        .exists()
    )


async def list_rounds(
    session: AnySession, kind: type[AnyRound], visible: Visibility, page: PageRequest, *, year: int | None
) -> Rows[AnyRound]:
    statement = select(kind).where(_visible(kind, visible))
    if year is not None:
        statement = statement.where(kind.year == year)
    return await fetch_page(session, statement, [SortKey(kind.id)], page)


async def get_round(session: AnySession, kind: type[AnyRound], visible: Visibility, round_id: UUID) -> AnyRound | None:
    return await session.scalar(select(kind).where(kind.id == round_id, _visible(kind, visible)))


async def get_round_for_update(
    session: WriteSession, kind: type[AnyRound], visible: Visibility, round_id: UUID
) -> AnyRound | None:
    statement = select(kind).where(kind.id == round_id, _visible(kind, visible))
    return await session.scalar(statement.with_for_update())


async def add_round(session: WriteSession, row: AnyRound) -> None:
    """One round for an item and year. Raises :class:`AlreadyThere`."""
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as error:
        raise AlreadyThere from error


async def save_round(session: WriteSession, row: AnyRound) -> None:
    session.add(row)
    await session.flush()
