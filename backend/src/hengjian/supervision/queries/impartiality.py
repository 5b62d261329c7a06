"""Whether somebody must stand aside from a unit: declared, or because they served there not long ago."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Date, DateTime, Text, bindparam, column, exists, func, literal, or_, select

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.time.clock import office_today
from hengjian.supervision.models import Cadre, Inspector, Recusal, StandingAsideTerm, Unit

USUAL_YEARS = 3
"""How long one stands aside from a unit where one served, unless the county has set another term."""

_SET_YEARS = select(StandingAsideTerm.years).order_by(StandingAsideTerm.id.desc()).limit(1).scalar_subquery()
_TERM = func.make_interval(func.coalesce(_SET_YEARS, USUAL_YEARS))

_posting = (
    func.jsonb_to_recordset(Cadre.postings)
    .table_valued(column("unit_code", Text), column("to_on", Date))
    .render_derived("served", with_types=True)
)


def must_stand_aside(asked: Mapping[str, ColumnElement[Any]]) -> ColumnElement[bool]:
    """Whether the person asked about must; ``asked`` holds the answers of :func:`about`, or columns with them."""
    declared = exists().where(
        Recusal.account_id == asked["account_id"], Recusal.unit_code == asked["unit_code"], Recusal.ended_at.is_(None)
    )
    served = exists(
        select(1)
        .select_from(Cadre)
        .join(_posting, _posting.c.unit_code == asked["unit_code"])
        .where(
            Cadre.code == asked["cadre_code"],
            or_(_posting.c.to_on.is_(None), _posting.c.to_on > asked["as_of"].op("-", return_type=DateTime())(_TERM)),
        )
    )
    return or_(declared, served)


_ASKED = {name: bindparam(name, type_=Text()) for name in ("account_id", "cadre_code", "unit_code")}
_QUESTION = select(must_stand_aside({**_ASKED, "as_of": bindparam("as_of", type_=Date())}))


def about(principal: Principal, unit_code: str) -> dict[str, object]:
    return {
        "account_id": principal.subject,
        "cadre_code": principal.person_code,
        "unit_code": unit_code,
        "as_of": office_today(),
    }


async def stands_aside(session: AnySession, principal: Principal, unit_code: str) -> bool:
    return bool(await session.scalar(_QUESTION, about(principal, unit_code)))


async def find_declared(session: AnySession, account_ids: Collection[str]) -> set[tuple[str, str]]:
    """Account and unit of every recusal in force."""
    statement = select(Recusal.account_id, Recusal.unit_code)
    rows = await session.execute(statement.where(Recusal.ended_at.is_(None), Recusal.account_id.in_(account_ids)))
    return {(row.account_id, row.unit_code) for row in rows}


async def find_excluded(
    session: AnySession, account_ids: Collection[str], unit_codes: Collection[str]
) -> set[tuple[str, str]]:
    """Pairs of inspector and unit that must not meet: own unit, former unit, or declared."""
    units, inspectors = Unit.__table__.c, Inspector.__table__.c
    asked: dict[str, ColumnElement[Any]] = {
        "account_id": inspectors.account_id,
        "cadre_code": inspectors.person_code,
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


async def find_stood_aside(session: AnySession, principal: Principal, unit_codes: Collection[str]) -> set[str]:
    """Those of the units from which the caller must stand aside."""
    asked: dict[str, ColumnElement[Any]] = {
        "account_id": bindparam("account_id", type_=Text()),
        "cadre_code": bindparam("cadre_code", type_=Text()),
        "as_of": bindparam("as_of", type_=Date()),
        "unit_code": Unit.__table__.c.code,
    }
    statement = select(Unit.code).where(Unit.code.in_(unit_codes), must_stand_aside(asked))
    answers = {name: value for name, value in about(principal, "").items() if name != "unit_code"}
    return set(await session.scalars(statement, answers))
