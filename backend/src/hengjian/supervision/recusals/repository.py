from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.exc import IntegrityError

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.constraints import constraint_of
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.supervision.models import Recusal, StandingAsideTerm
from hengjian.supervision.sight import is_only_inspector

_NEWEST_FIRST = (SortKey(Recusal.declared_at, descending=True), SortKey(Recusal.id, descending=True))


def _visible(reader: Principal) -> ColumnElement[bool]:
    return Recusal.account_id == reader.subject if is_only_inspector(reader) else true()


async def list_recusals(
    session: AnySession, reader: Principal, page: FollowRequest, *, in_force: bool | None
) -> FollowedRows[Recusal]:
    """Offices see all, inspectors their own."""
    statement = select(Recusal)
    if in_force is not None:
        statement = statement.where(Recusal.ended_at.is_(None) == in_force)
    return await fetch_followed(session, statement, _visible(reader), _NEWEST_FIRST, page)


async def get_recusal_for_update(session: WriteSession, reader: Principal, recusal_id: UUID) -> Recusal | None:
    statement = select(Recusal).where(Recusal.id == recusal_id, _visible(reader)).with_for_update()
    return await session.scalar(statement)


async def add_recusal(session: WriteSession, recusal: Recusal) -> bool:
    """False where one of the same person and unit is in force already."""
    session.add(recusal)
    try:
        await session.flush()
    except IntegrityError as error:
        if constraint_of(error) == "ix_recusal_in_force":
            return False
        raise
    return True


async def add_term(session: WriteSession, term: StandingAsideTerm) -> None:
    session.add(term)
    await session.flush()


async def get_term(session: AnySession) -> StandingAsideTerm | None:
    return await session.scalar(select(StandingAsideTerm).order_by(StandingAsideTerm.id.desc()).limit(1))
