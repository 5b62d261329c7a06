from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.exc import IntegrityError

from hengjian.contracts.permissions import Permission
from hengjian.directory.models import Cadre, Person, StandingAsideTerm, Tie, Unit
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.constraints import constraint_of
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page

_NEWEST_FIRST = (SortKey(Tie.declared_at, descending=True), SortKey(Tie.id, descending=True))


def _visible(reader: Principal) -> ColumnElement[bool]:
    """The offices that keep the list see all of it, everybody else what is their own: what they declared, and what was
    entered about them."""
    return true() if reader.asked_for == Permission.DIRECTORY_TIE_READ else Tie.person_code == reader.person_id


async def list_ties(
    session: AnySession,
    reader: Principal,
    page: PageRequest,
    *,
    in_force: bool | None = None,
    person_code: str | None = None,
    unit_code: str | None = None,
) -> Rows[Tie]:
    statement = select(Tie).where(_visible(reader))
    if in_force is not None:
        statement = statement.where(Tie.ended_at.is_(None) == in_force)
    if person_code is not None:
        statement = statement.where(Tie.person_code == person_code)
    if unit_code is not None:
        statement = statement.where(Tie.unit_code == unit_code)
    return await fetch_page(session, statement, _NEWEST_FIRST, page)


async def get_tie_for_update(session: WriteSession, tie_id: UUID) -> Tie | None:
    """Whoever may end ties may end any but their own, which the policy refuses."""
    return await session.scalar(select(Tie).where(Tie.id == tie_id).with_for_update())


async def has_active_unit(session: AnySession, unit_code: str) -> bool:
    return await session.scalar(select(Unit.code).where(Unit.code == unit_code, Unit.is_active)) is not None


async def find_person_name(session: AnySession, person_code: str) -> str | None:
    """Of a cadre, or of somebody who is none."""
    statement = select(Cadre.name).where(Cadre.code == person_code)
    return await session.scalar(statement.union_all(select(Person.name).where(Person.code == person_code)))


async def add_tie(session: WriteSession, tie: Tie) -> bool:
    """False where the same is in force already."""
    session.add(tie)
    try:
        await session.flush()
    except IntegrityError as error:
        if constraint_of(error) in {"uq_tie_unit_in_force", "uq_tie_other_in_force"}:
            return False
        raise
    return True


async def save_tie(session: WriteSession, tie: Tie) -> None:
    session.add(tie)
    await session.flush()


async def add_term(session: WriteSession, term: StandingAsideTerm) -> None:
    session.add(term)
    await session.flush()


async def get_term(session: AnySession) -> StandingAsideTerm | None:
    return await session.scalar(select(StandingAsideTerm).order_by(StandingAsideTerm.id.desc()).limit(1))
