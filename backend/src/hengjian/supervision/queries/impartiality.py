"""Whether somebody must stand aside from a unit: tied to it, or because they served there not long ago."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    Text,
    and_,
    any_,
    column,
    exists,
    func,
    literal,
    or_,
    select,
)

from hengjian.contracts.actors import standing_reader
from hengjian.contracts.impartiality import USUAL_YEARS
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.time.clock import office_today
from hengjian.supervision.models import Belonging, Cadre, Inspector, StandingAsideTerm, Tie, Unit, metadata

find_standing = standing_reader(metadata)

_TERM = func.make_interval(func.coalesce(select(StandingAsideTerm.years).scalar_subquery(), USUAL_YEARS))

_posting = (
    func.jsonb_to_recordset(Cadre.postings)
    .table_valued(column("unit_code", Text), column("to_on", Date))
    .render_derived("served", with_types=True)
)


def _holds(day: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(Tie.from_on <= day, or_(Tie.to_on.is_(None), Tie.to_on >= day))


def must_stand_aside(asked: Mapping[str, ColumnElement[Any]]) -> ColumnElement[bool]:
    """Whether the person asked about must; ``asked`` holds the answers of :func:`about`, or columns with them.

    Where it also holds ``cadre_codes``, a tie to one of those cadres binds too.
    """
    to = Tie.unit_code == asked["unit_code"]
    if "cadre_codes" in asked:
        to = or_(to, Tie.other_code == any_(asked["cadre_codes"]))
    tied = exists().where(Tie.person_code == asked["person_code"], to, _holds(asked["as_of"]))
    since = asked["as_of"].op("-", return_type=DateTime())(_TERM)
    served = exists(
        select(1)
        .select_from(Cadre)
        .join(_posting, _posting.c.unit_code == asked["unit_code"])
        .where(Cadre.code == asked["person_code"], or_(_posting.c.to_on.is_(None), _posting.c.to_on > since))
    )
    belonged = exists().where(
        Belonging.person_code == asked["person_code"],
        Belonging.unit_code == asked["unit_code"],
        or_(Belonging.to_on.is_(None), and_(Belonging.to_on > since, Belonging.to_on >= Belonging.from_on)),
    )
    return or_(tied, served, belonged)


def about(principal: Principal, unit_code: str) -> dict[str, object]:
    return {
        "person_code": principal.person_id,
        "unit_code": unit_code,
        "as_of": office_today(),
    }


async def find_tied(session: AnySession, account_ids: Collection[str]) -> set[tuple[str, str]]:
    """Account and unit of every tie that holds today, also of accounts that nobody announced as inspectors."""
    statement = select(Tie.person_code, Tie.unit_code).where(
        Tie.person_code.in_(account_ids), Tie.unit_code.is_not(None), _holds(literal(office_today(), Date()))
    )
    return {(row.person_code, row.unit_code) for row in await session.execute(statement)}


async def find_excluded(
    session: AnySession, account_ids: Collection[str], unit_codes: Collection[str]
) -> set[tuple[str, str]]:
    """Pairs of inspector and unit that must not meet: own unit, former unit, or tied."""
    units, inspectors = Unit.__table__.c, Inspector.__table__.c
    asked: dict[str, ColumnElement[Any]] = {
        "person_code": func.coalesce(inspectors.person_code, inspectors.account_id),
        "unit_code": units.code,
        "as_of": literal(office_today(), Date()),
    }
    statement = (
        select(inspectors.account_id, units.code)
        .select_from(Inspector.__table__.join(Unit.__table__, units.code.in_(unit_codes)))
        .where(
            inspectors.account_id.in_(account_ids),
            or_(inspectors.unit_code == units.code, must_stand_aside(asked)),
        )
    )
    return {(row.account_id, row.code) for row in await session.execute(statement)}
