"""Whether somebody must stand aside from a unit: declared, or because they served there not long ago."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Text, bindparam, column, exists, func, or_, select

from hengjian.kit.auth import Principal
from hengjian.kit.clock import office_today
from hengjian.kit.database import AnySession
from hengjian.kit.problems import RefusedByPolicy
from hengjian.supervision.deductions.policy import STANDS_ASIDE
from hengjian.supervision.models import Cadre, Recusal

FORMER_UNIT_YEARS = 3
"""How long one stands aside from a unit where one served."""

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
            or_(_posting.c.to_on.is_(None), _posting.c.to_on > asked["served_since"]),
        )
    )
    return or_(declared, served)


_ASKED = {name: bindparam(name, type_=Text()) for name in ("account_id", "cadre_code", "unit_code")}
_QUESTION = select(must_stand_aside({**_ASKED, "served_since": bindparam("served_since", type_=Date())}))


def years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28) if day.month == 2 else day.day)


def about(principal: Principal, unit_code: str) -> dict[str, object]:
    return {
        "account_id": principal.subject,
        "cadre_code": principal.cadre_code,
        "unit_code": unit_code,
        "served_since": years_before(office_today(), FORMER_UNIT_YEARS),
    }


async def stands_aside(session: AnySession, principal: Principal, unit_code: str) -> bool:
    return bool(await session.scalar(_QUESTION, about(principal, unit_code)))


async def refuse_standing_aside(session: AnySession, principal: Principal, unit_code: str) -> None:
    if await stands_aside(session, principal, unit_code):
        raise RefusedByPolicy(reason=STANDS_ASIDE.reason)
