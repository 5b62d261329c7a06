from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import selectinload

from hengjian.contracts import impartiality
from hengjian.contracts.standing import Standing
from hengjian.directory.models import (
    Belonging,
    Cadre,
    ClassMembership,
    Posting,
    StandingAsideTerm,
    Tie,
    Unit,
    UnitClass,
)
from hengjian.kit.access.auth import Principal, Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.kit.texts import comparable_name

_WITH_HISTORY = selectinload(Unit.memberships)
_HISTORY = (Unit.memberships, ClassMembership.unit_class)


def _visible(units: Visibility) -> ColumnElement[bool]:
    return true() if units.whole_county else is_among(Unit.code, units.unit_codes)


async def list_units(
    session: AnySession, visible: Visibility, page: FollowRequest, *, kind: str | None, search: str | None
) -> FollowedRows[Unit]:
    statement = select(Unit)
    if kind is not None:
        statement = statement.where(Unit.kind == kind)
    if search:
        found = Unit.name.contains(search, autoescape=True) | Unit.initials.startswith(search.upper(), autoescape=True)
        statement = statement.where(found | (Unit.code == search))
    return await fetch_followed(
        session, statement, _visible(visible), [SortKey(Unit.code)], page, related=[_HISTORY], key=Unit.code
    )


async def get_unit(session: AnySession, visible: Visibility, code: str) -> Unit | None:
    return await session.scalar(select(Unit).where(Unit.code == code, _visible(visible)).options(_WITH_HISTORY))


async def get_unit_for_update(session: WriteSession, visible: Visibility, code: str) -> Unit | None:
    statement = select(Unit).where(Unit.code == code, _visible(visible)).options(_WITH_HISTORY)
    return await session.scalar(statement.with_for_update(of=Unit))


async def find_units(session: AnySession, codes: Collection[str]) -> dict[str, Unit]:
    rows = await session.scalars(select(Unit).where(Unit.code.in_(codes)).options(_WITH_HISTORY))
    return {unit.code: unit for unit in rows}


async def find_codes_by_name(session: AnySession) -> dict[str, str]:
    """Codes of the units in service by what their names are compared by."""
    rows = await session.execute(select(Unit.name, Unit.code).where(Unit.is_active))
    return {comparable_name(name): code for name, code in rows}


async def find_classes(session: AnySession, codes: Collection[str]) -> dict[str, UnitClass]:
    rows = await session.scalars(select(UnitClass).where(UnitClass.code.in_(codes)))
    return {unit_class.code: unit_class for unit_class in rows}


async def list_classes(session: AnySession, page: PageRequest) -> Rows[UnitClass]:
    return await fetch_page(session, select(UnitClass), [SortKey(UnitClass.code)], page)


async def every_class(session: AnySession) -> Sequence[UnitClass]:
    return (await session.scalars(select(UnitClass).order_by(UnitClass.code))).all()


async def every_unit_in_service(session: AnySession, visible: Visibility) -> Sequence[Unit]:
    statement = select(Unit).where(Unit.is_active, _visible(visible)).options(_WITH_HISTORY)
    return (await session.scalars(statement.order_by(Unit.code))).all()


async def units_of_class(session: AnySession, class_code: str) -> Sequence[Unit]:
    rows = await session.scalars(select(Unit).options(_WITH_HISTORY).order_by(Unit.code))
    return [unit for unit in rows if unit.class_code == class_code]


def add_unit(session: WriteSession, unit: Unit) -> None:
    session.add(unit)


def add_class(session: WriteSession, unit_class: UnitClass) -> None:
    session.add(unit_class)


async def save_unit(session: WriteSession, unit: Unit) -> None:
    session.add(unit)
    await session.flush()


async def find_standing(session: AnySession, principal: Principal) -> Standing:
    """How the caller stands to any unit: directory has postings, ties and the county's term themselves."""
    person = principal.person_id
    served = await session.scalars(select(Posting).join(Cadre).where(Cadre.code == person))
    belonged = await session.scalars(
        select(Belonging).where(
            Belonging.person_code == person, or_(Belonging.to_on.is_(None), Belonging.to_on >= Belonging.from_on)
        )
    )
    tied = await session.scalars(select(Tie).where(Tie.person_code == person, Tie.unit_code.is_not(None)))
    years = await session.scalar(select(StandingAsideTerm.years).order_by(StandingAsideTerm.id.desc()).limit(1))
    postings = [impartiality.Posting(row.unit_code, row.from_on, row.to_on) for row in [*served, *belonged]]
    ties = [impartiality.Tie(row.from_on, row.to_on, unit_id=row.unit_code) for row in tied]
    return Standing(impartiality.Actor(person, principal.unit_code, postings, ties), years or impartiality.USUAL_YEARS)
