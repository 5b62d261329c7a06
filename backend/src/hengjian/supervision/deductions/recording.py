"""Recording a deduction: the one write that inspectors wait for, so it takes three statements and no more.

One statement reads everything that recording asks about, one inserts and meets a repeated id at the unique index, one
leaves the audit row.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Date, Text, any_, bindparam, column, exists, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from hengjian.contracts.permissions import Permission
from hengjian.kit.audit import record_write
from hengjian.kit.auth import Principal
from hengjian.kit.clock import COUNTY_ZONE, office_now, real_now
from hengjian.kit.database import WriteSession
from hengjian.kit.numbers import write_decimal
from hengjian.kit.problems import Problem, RefusedByPolicy
from hengjian.supervision import numbers
from hengjian.supervision.deductions.errors import CadreNotOfUnit, DeductionIdTaken, UnknownRule, UnknownVisit
from hengjian.supervision.deductions.policy import STANDS_ASIDE, refuse_own_unit
from hengjian.supervision.deductions.schemas import DeductionEntry
from hengjian.supervision.deductions.states import DeductionState
from hengjian.supervision.deductions.terms import check_in_force, choose_points, terms_of
from hengjian.supervision.faults import InTheFuture, UnknownUnit
from hengjian.supervision.models import NUMBERS, metadata
from hengjian.supervision.people import digest_of, lies_ahead, office_of
from hengjian.supervision.recusals.standing_aside import MUST_STAND_ASIDE, about

_deduction = metadata.tables["supervision.deduction"]
_judgement = metadata.tables["supervision.judgement"]
_rule = metadata.tables["supervision.deduction_rule"]
_unit = metadata.tables["supervision.unit_copy"]
_cadre = metadata.tables["supervision.cadre_copy"]
_visit = metadata.tables["supervision.visit"]

_posting = (
    func.jsonb_to_recordset(_cadre.c.postings)
    .table_valued(column("unit_code", Text), column("from_on", Date), column("to_on", Date))
    .render_derived("posting", with_types=True)
)
_day = bindparam("occurred_on", type_=Date)
_served_that_day = exists().where(
    _posting.c.unit_code == bindparam("unit_code"),
    _posting.c.from_on <= _day,
    or_(_posting.c.to_on.is_(None), _posting.c.to_on >= _day),
)
_serving = select(func.array_agg(_cadre.c.code)).where(
    _cadre.c.code == any_(bindparam("cadre_codes", type_=ARRAY(Text))), _served_that_day
)

_LOOK_UP = (
    select(
        _rule,
        _unit.c.name.label("unit_name"),
        _unit.c.kind.label("unit_kind"),
        _unit.c.is_active.label("unit_is_active"),
        NUMBERS.next_value().label("serial"),
        _serving.scalar_subquery().label("serving"),
        MUST_STAND_ASIDE.label("stands_aside"),
        select(_visit.c.unit_code).where(_visit.c.id == bindparam("visit_id")).scalar_subquery().label("visited_unit"),
    )
    .select_from(_rule.outerjoin(_unit, _unit.c.code == bindparam("unit_code")))
    .where(_rule.c.year == bindparam("year"), _rule.c.code == bindparam("rule_code"))
    .with_for_update(key_share=True, read=True, of=_rule)
)
"""The rule is locked against change until the deduction that uses it is written."""

_INSERT = insert(_deduction).on_conflict_do_nothing(index_elements=["id"]).returning(_deduction.c.id)

_FIRST = (
    select(
        _deduction,
        func.coalesce(_judgement.c.points_before, _deduction.c.points).label("points_recorded"),
    )
    .select_from(_deduction.outerjoin(_judgement, _judgement.c.deduction_id == _deduction.c.id))
    .where(_deduction.c.id == bindparam("deduction_id"))
)


async def record_deduction(session: WriteSession, entry: DeductionEntry, principal: Principal) -> dict[str, Any]:
    """The receipt of a new deduction; for a repeated post, the receipt of the first."""
    digest = digest_of(entry, principal.subject)
    connection = await session.connection()
    try:
        row = await _draw_up(connection, entry, principal)
    except Problem:
        # What was accepted once stays accepted: the rules, the unit or the caller's post may have changed since.
        first = await _find_first(connection, entry, digest)
        if first is None:
            raise
        return first
    row["content_digest"] = digest
    if (await connection.execute(_INSERT, row)).first() is None:
        first = await _find_first(connection, entry, digest)
        if first is None:
            raise DeductionIdTaken(id=str(entry.id))
        return first
    del row["content_digest"]
    await record_write(session, "deduction", str(entry.id), after=row)
    return _receipt(entry, row, row["points"])


async def _find_first(connection: AsyncConnection, entry: DeductionEntry, digest: bytes) -> dict[str, Any] | None:
    stored = (await connection.execute(_FIRST, {"deduction_id": entry.id})).mappings().one_or_none()
    if stored is None or stored["content_digest"] != digest:
        return None
    return _receipt(entry, stored, stored["points_recorded"])


def _receipt(entry: DeductionEntry, row: Mapping[Any, Any], points: Any) -> dict[str, Any]:
    recorded_at: datetime = row["recorded_at"]
    return {
        "id": entry.id,
        "number": row["number"],
        "year": row["year"],
        "unit_code": entry.unit_code,
        "unit_name": row["unit_name"],
        "rule_code": entry.rule_code,
        "points": write_decimal(points),
        "state": DeductionState.RECORDED.value,
        "occurred_at": entry.occurred_at,
        "recorded_at": recorded_at.astimezone(COUNTY_ZONE),
    }


async def _draw_up(connection: AsyncConnection, entry: DeductionEntry, principal: Principal) -> dict[str, Any]:
    """The row to insert, after every rule of recording has been asked."""
    refuse_own_unit(principal, entry.unit_code)
    if lies_ahead(entry.occurred_at):
        raise InTheFuture(now=office_now().isoformat(timespec="minutes"))
    day = entry.occurred_at.astimezone(COUNTY_ZONE).date()
    cadre_codes = sorted(set(entry.cadre_codes))
    asked = {
        "year": day.year,
        "rule_code": entry.rule_code,
        "unit_code": entry.unit_code,
        "visit_id": entry.visit_id,
        "cadre_codes": cadre_codes,
        "occurred_on": day,
        **about(principal, entry.unit_code),
    }
    rule = (await connection.execute(_LOOK_UP, asked)).one_or_none()
    if rule is None:
        raise UnknownRule(year=day.year, rule_code=entry.rule_code)
    if rule.stands_aside:
        raise RefusedByPolicy(reason=STANDS_ASIDE.reason)
    if not rule.unit_is_active:
        raise UnknownUnit(unit_code=entry.unit_code)
    if entry.visit_id is not None and rule.visited_unit != entry.unit_code:
        raise UnknownVisit
    if strangers := sorted(set(cadre_codes) - set(rule.serving or ())):
        raise CadreNotOfUnit(cadre_codes=", ".join(strangers))
    check_in_force(rule, rule.unit_kind, day)
    terms = terms_of(rule, choose_points(rule, entry.points, entry.points_reason), entry.count, entry.factor)
    return {
        "id": entry.id,
        "number": numbers.write_number(numbers.DEDUCTION, day.year, rule.serial),
        "year": day.year,
        "visit_id": entry.visit_id,
        "unit_code": entry.unit_code,
        "unit_name": rule.unit_name,
        "cadre_codes": cadre_codes,
        "rule_id": rule.id,
        "rule_code": rule.code,
        "rule_title": rule.title,
        "rule_title_en": rule.title_en,
        "category": rule.category,
        "points_each": terms.points_each,
        "count": terms.count,
        "factor": terms.factor,
        "points": terms.points,
        "points_reason": entry.points_reason,
        "occurred_at": entry.occurred_at,
        "occurred_on": day,
        "captured_at": entry.captured_at,
        "received_at": real_now(),
        "place": entry.place,
        "description": entry.description,
        "public_text": entry.public_text,
        "state": DeductionState.RECORDED.value,
        "recorded_at": office_now(),
        "recorded_by": principal.subject,
        "recorded_by_name": principal.name,
        "recorded_office": office_of(principal, Permission.SUPERVISION_DEDUCTION_RECORD),
        "version": 1,
        "updated_at": real_now(),
    }
