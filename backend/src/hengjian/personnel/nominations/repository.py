from uuid import UUID

from sqlalchemy import ColumnElement, false, func, select, true
from sqlalchemy.orm import selectinload

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.personnel.models import NominationRound

_WITH_PEOPLE = (selectinload(NominationRound.candidates), selectinload(NominationRound.steps))


def _visible(units: Visibility) -> ColumnElement[bool]:
    return true() if units.whole_county else false()


async def list_rounds(
    session: AnySession, visible: Visibility, page: FollowRequest, *, year: int | None, stage: str | None
) -> FollowedRows[NominationRound]:
    statement = select(NominationRound)
    if year is not None:
        statement = statement.where(NominationRound.year == year)
    if stage is not None:
        statement = statement.where(NominationRound.stage == stage)
    return await fetch_followed(
        session, statement, _visible(visible), [SortKey(NominationRound.number, descending=True)], page
    )


async def get_round(session: AnySession, visible: Visibility, round_id: UUID) -> NominationRound | None:
    statement = select(NominationRound).where(NominationRound.id == round_id, _visible(visible))
    return await session.scalar(statement.options(*_WITH_PEOPLE))


async def get_round_for_update(session: WriteSession, visible: Visibility, round_id: UUID) -> NominationRound | None:
    statement = select(NominationRound).where(NominationRound.id == round_id, _visible(visible))
    return await session.scalar(statement.options(*_WITH_PEOPLE).with_for_update(of=NominationRound))


async def count_rounds(session: WriteSession, year: int) -> int:
    """Rounds of the year; whoever counts holds the year's numbers until the transaction ends."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"personnel.nomination.{year}"))))
    counted = select(func.count()).select_from(NominationRound).where(NominationRound.year == year)
    return await session.scalar(counted) or 0


async def save_round(session: WriteSession, round_: NominationRound) -> None:
    session.add(round_)
    await session.flush()
