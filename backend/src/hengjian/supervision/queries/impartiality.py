"""Whether somebody must stand aside from a unit: declared, or because they served there not long ago."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Date, DateTime, Text, bindparam, column, exists, func, literal, or_, select

from hengjian.contracts.actors import actor_reader
from hengjian.contracts.impartiality import USUAL_YEARS, Actor, Tie
from hengjian.contracts.standing import standing_reader
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.data.statements import Statement
from hengjian.kit.time.clock import COUNTY_ZONE, office_today
from hengjian.supervision.models import Cadre, Inspector, Recusal, StandingAsideTerm, Unit, metadata

_find_posted = actor_reader(metadata)
_recusal, _term = Recusal.__table__.c, StandingAsideTerm.__table__.c
_DECLARED = Statement(
    select(_recusal.declared_at, _recusal.unit_code).where(
        _recusal.account_id == bindparam("account_id", type_=Text()), _recusal.ended_at.is_(None)
    )
)
_YEARS = Statement(select(_term.years).order_by(_term.id.desc()).limit(1))
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


def about(principal: Principal, unit_code: str) -> dict[str, object]:
    return {
        "account_id": principal.subject,
        "cadre_code": principal.person_code,
        "unit_code": unit_code,
        "as_of": office_today(),
    }


async def find_actor(session: AnySession, principal: Principal) -> Actor:
    """Postings, and the ties that were declared."""
    declared = await session.fetch(_DECLARED, {"account_id": principal.subject})
    ties = tuple(Tie(row.declared_at.astimezone(COUNTY_ZONE).date(), None, unit_id=row.unit_code) for row in declared)
    return replace(await _find_posted(session, principal), ties=ties)


async def find_term(session: AnySession) -> int:
    return next((int(row.years) for row in await session.fetch(_YEARS)), USUAL_YEARS)


find_standing = standing_reader(find_actor, find_term)


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
