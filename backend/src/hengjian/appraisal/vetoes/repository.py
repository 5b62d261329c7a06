from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.exc import IntegrityError

from hengjian.appraisal.errors import AlreadyThere
from hengjian.appraisal.models import Unit, Veto
from hengjian.kit.access.auth import Principal, Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed


def _visible(visible: Visibility) -> ColumnElement[bool]:
    return true() if visible.whole_county else is_among(Veto.unit_code, visible.unit_codes)


async def list_vetoes(
    session: AnySession, reader: Principal, page: FollowRequest, *, year: int | None, unit_code: str | None
) -> FollowedRows[Veto]:
    """Whoever proposed a veto also sees what became of it."""
    statement = select(Veto)
    if year is not None:
        statement = statement.where(Veto.year == year)
    if unit_code is not None:
        statement = statement.where(Veto.unit_code == unit_code)
    seen = or_(_visible(reader.visibility), Veto.proposer == reader.subject)
    return await fetch_followed(session, statement, seen, [SortKey(Veto.id, descending=True)], page)


async def get_veto_for_update(session: WriteSession, visible: Visibility, veto_id: UUID) -> Veto | None:
    return await session.scalar(select(Veto).where(Veto.id == veto_id, _visible(visible)).with_for_update())


async def get_active_unit(session: AnySession, unit_code: str) -> Unit | None:
    """Units are public inside the county."""
    return await session.scalar(select(Unit).where(Unit.code == unit_code, Unit.is_active))


async def add_veto(session: WriteSession, veto: Veto) -> None:
    """One that stands for a unit, year and code. Raises :class:`AlreadyThere`."""
    session.add(veto)
    try:
        await session.flush()
    except IntegrityError as error:
        raise AlreadyThere from error


async def save_veto(session: WriteSession, veto: Veto) -> None:
    session.add(veto)
    await session.flush()
