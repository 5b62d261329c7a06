from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import selectinload

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import is_own_file_only
from hengjian.directory.models import Cadre, Unit
from hengjian.kit.access.auth import Principal, Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed

_WITH_HISTORY = selectinload(Cadre.postings)


def _visible(units: Visibility) -> ColumnElement[bool]:
    return true() if units.whole_county else is_among(Cadre.unit_code, units.unit_codes)


def _open_to(principal: Principal) -> ColumnElement[bool]:
    """An office sees the cadres of its units, a cadre the own file."""
    if is_own_file_only(principal.roles, Permission.DIRECTORY_CADRE_READ):
        return Cadre.code == (principal.person_code or "")
    return _visible(principal.visibility)


async def list_cadres(
    session: AnySession, principal: Principal, page: FollowRequest, *, unit_code: str | None, search: str | None
) -> FollowedRows[Cadre]:
    statement = select(Cadre)
    if unit_code is not None:
        statement = statement.where(Cadre.unit_code == unit_code)
    if search:
        statement = statement.where(Cadre.name.contains(search, autoescape=True) | (Cadre.code == search))
    return await fetch_followed(
        session,
        statement,
        _open_to(principal),
        [SortKey(Cadre.code)],
        page,
        related=[(Cadre.postings,)],
        key=Cadre.code,
    )


async def get_cadre(session: AnySession, principal: Principal, code: str) -> Cadre | None:
    return await session.scalar(select(Cadre).where(Cadre.code == code, _open_to(principal)).options(_WITH_HISTORY))


async def get_cadre_for_update(session: WriteSession, visible: Visibility, code: str) -> Cadre | None:
    statement = select(Cadre).where(Cadre.code == code, _visible(visible)).options(_WITH_HISTORY)
    return await session.scalar(statement.with_for_update(of=Cadre))


async def find_cadres(session: AnySession, codes: Collection[str]) -> dict[str, Cadre]:
    rows = await session.scalars(select(Cadre).where(Cadre.code.in_(codes)).options(_WITH_HISTORY))
    return {cadre.code: cadre for cadre in rows}


async def every_cadre_in_post(session: AnySession, visible: Visibility) -> Sequence[Cadre]:
    """Files in use whose cadre serves somewhere now."""
    statement = select(Cadre).where(Cadre.is_active, Cadre.unit_code.is_not(None), _visible(visible))
    return (await session.scalars(statement.options(_WITH_HISTORY).order_by(Cadre.code))).all()


async def find_units(session: AnySession, codes: Collection[str]) -> dict[str, bool]:
    """Whether each of the units is in service; unknown ones are left out."""
    rows = await session.execute(select(Unit.code, Unit.is_active).where(Unit.code.in_(codes)))
    return {row.code: row.is_active for row in rows}


async def every_unit_name(session: AnySession) -> list[tuple[str, str]]:
    """Code and name of each unit in service."""
    rows = await session.execute(select(Unit.code, Unit.name).where(Unit.is_active).order_by(Unit.code))
    return [(code, name) for code, name in rows]


def add_cadre(session: WriteSession, cadre: Cadre) -> None:
    session.add(cadre)


async def save_cadre(session: WriteSession, cadre: Cadre) -> None:
    session.add(cadre)
    await session.flush()
