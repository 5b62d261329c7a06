from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.exc import IntegrityError

from hengjian.appraisal.errors import AlreadyThere
from hengjian.appraisal.models import BonusClaim, Unit
from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed


def _visible(visible: Visibility) -> ColumnElement[bool]:
    return true() if visible.whole_county else is_among(BonusClaim.unit_code, visible.unit_codes)


async def list_claims(
    session: AnySession,
    visible: Visibility,
    page: FollowRequest,
    *,
    year: int | None,
    unit_code: str | None,
    state: str | None,
) -> FollowedRows[BonusClaim]:
    statement = select(BonusClaim)
    if year is not None:
        statement = statement.where(BonusClaim.year == year)
    if unit_code is not None:
        statement = statement.where(BonusClaim.unit_code == unit_code)
    if state is not None:
        statement = statement.where(BonusClaim.state == state)
    return await fetch_followed(session, statement, _visible(visible), [SortKey(BonusClaim.id, descending=True)], page)


async def get_claim_for_update(session: WriteSession, visible: Visibility, claim_id: UUID) -> BonusClaim | None:
    statement = select(BonusClaim).where(BonusClaim.id == claim_id, _visible(visible))
    return await session.scalar(statement.with_for_update())


async def get_class_of_unit(session: AnySession, unit_code: str) -> str | None:
    """Units and their classes are public inside the county."""
    return await session.scalar(select(Unit.class_code).where(Unit.code == unit_code))


async def add_claim(session: WriteSession, claim: BonusClaim) -> None:
    """One matter once. Raises :class:`AlreadyThere`."""
    session.add(claim)
    try:
        await session.flush()
    except IntegrityError as error:
        raise AlreadyThere from error


async def save_claim(session: WriteSession, claim: BonusClaim) -> None:
    session.add(claim)
    await session.flush()
