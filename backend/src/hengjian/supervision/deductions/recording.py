"""Recording a deduction: the one write that inspectors wait for, so it takes two statements and no more.

One reads everything that recording asks about; one inserts, with the audit row, and meets a repeated id at the unique
index.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    Text,
    Uuid,
    any_,
    bindparam,
    column,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from hengjian.audit.recording import insert_once
from hengjian.contracts.permissions import Permission
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import Problem, RefusedByPolicy
from hengjian.kit.time.clock import COUNTY_ZONE, office_now, real_now
from hengjian.supervision import numbers
from hengjian.supervision.deductions.errors import (
    CadreNotOfUnit,
    DeductionIdTaken,
    NoCatalogue,
    SecondRecorderIsFirst,
    SecondRecorderStandsAside,
    SecondRecorderUnknown,
    UnknownRule,
    UnknownVisit,
)
from hengjian.supervision.deductions.policy import STANDS_ASIDE, refuse_own_unit
from hengjian.supervision.deductions.schemas import DeductionEntry
from hengjian.supervision.deductions.states import DeductionState
from hengjian.supervision.deductions.terms import check_in_force, choose_points, terms_of
from hengjian.supervision.faults import InTheFuture, UnknownUnit
from hengjian.supervision.models import NUMBERS, metadata
from hengjian.supervision.people import digest_of, lies_ahead, office_of
from hengjian.supervision.recusals.standing_aside import about, must_stand_aside

_deduction = metadata.tables["supervision.deduction"]
_repeat = metadata.tables["supervision.repeat"]
_judgement = metadata.tables["supervision.judgement"]
_rule = metadata.tables["supervision.deduction_rule"]
_unit = metadata.tables["supervision.unit_copy"]
_cadre = metadata.tables["supervision.cadre_copy"]
_visit = metadata.tables["supervision.visit"]
_inspector = metadata.tables["supervision.inspector_copy"]

_posting = (
    func.jsonb_to_recordset(_cadre.c.postings)
    .table_valued(column("unit_code", Text), column("from_on", Date), column("to_on", Date))
    .render_derived("posting", with_types=True)
)


def look_up(asked: Mapping[str, ColumnElement[Any]], table: FromClause | None = None) -> Select[Any]:
    """Everything that recording asks about, for what one entry names or for each row of a table of such questions.

    The rule is locked against change until the deduction that uses it is written.
    """
    day = asked["occurred_on"]
    served_that_day = exists().where(
        _posting.c.unit_code == asked["unit_code"],
        _posting.c.from_on <= day,
        or_(_posting.c.to_on.is_(None), _posting.c.to_on >= day),
    )
    serving = select(func.array_agg(_cadre.c.code)).where(_cadre.c.code == any_(asked["cadre_codes"]), served_that_day)
    visited = select(_visit.c.unit_code).where(_visit.c.id == asked["visit_id"])
    named = asked["second_recorder"]
    second = (
        select(_inspector)
        .where(_inspector.c.is_active, or_(_inspector.c.account_id == named, _inspector.c.username == named))
        .order_by((_inspector.c.account_id == named).desc())
        .limit(1)
        .lateral("second")
    )
    second_asked = {**asked, "account_id": second.c.account_id, "cadre_code": second.c.cadre_code}
    rules = _rule if table is None else table.join(_rule, true())
    return (
        select(
            _rule,
            _unit.c.name.label("unit_name"),
            _unit.c.kind.label("unit_kind"),
            _unit.c.is_active.label("unit_is_active"),
            serving.scalar_subquery().label("serving"),
            visited.scalar_subquery().label("visited_unit"),
            must_stand_aside(asked).label("stands_aside"),
            second.c.account_id.label("second_id"),
            second.c.name.label("second_name"),
            second.c.unit_code.label("second_unit_code"),
            must_stand_aside(second_asked).label("second_stands_aside"),
        )
        .select_from(rules.outerjoin(_unit, _unit.c.code == asked["unit_code"]).outerjoin(second, true()))
        .where(_rule.c.year == asked["year"], _rule.c.code == asked["rule_code"])
        .with_for_update(key_share=True, read=True, of=_rule)
    )


ASKED: Mapping[str, TypeEngine[Any]] = {
    "year": Integer(),
    "rule_code": Text(),
    "unit_code": Text(),
    "visit_id": Uuid(),
    "cadre_codes": ARRAY(Text),
    "occurred_on": Date(),
    "account_id": Text(),
    "cadre_code": Text(),
    "as_of": Date(),
    "second_recorder": Text(),
}

_LOOK_UP = look_up({name: bindparam(name, type_=kind) for name, kind in ASKED.items()}).add_columns(
    NUMBERS.next_value().label("serial")
)

_FIRST = (
    select(
        _deduction,
        func.coalesce(_repeat.c.points_before, _judgement.c.points_before, _deduction.c.points).label(
            "points_recorded"
        ),
    )
    .select_from(
        _deduction.outerjoin(_judgement, _judgement.c.deduction_id == _deduction.c.id).outerjoin(
            _repeat, _repeat.c.deduction_id == _deduction.c.id
        )
    )
    .where(_deduction.c.id == bindparam("deduction_id"))
)


async def record_deduction(session: WriteSession, entry: DeductionEntry, principal: Principal) -> dict[str, Any]:
    """The receipt of a new deduction; for a repeated post, the receipt of the first."""
    digest = content_digest_of(entry, principal)
    connection = await session.connection()
    try:
        row = await _draw_up(connection, entry, principal)
    except Problem:
        # What was accepted once stays accepted: the rules, the unit or the caller's post may have changed since.
        first = await _find_first(connection, entry, digest)
        if first is None:
            raise
        return first
    if await insert_once(session, _deduction, row, unaudited={"content_digest": digest}):
        return write_receipt(entry, row, row["points"])
    first = await _find_first(connection, entry, digest)
    if first is None:
        raise DeductionIdTaken(id=str(entry.id))
    return first


def content_digest_of(entry: DeductionEntry, principal: Principal) -> bytes:
    """A repeat may come at another time of the device. What an entry does not say is left out, so that a digest of
    before there was such a field still tells a repeat."""
    unsaid = {name for name in ("position", "second_recorder") if getattr(entry, name) is None}
    return digest_of(entry, principal.subject, leave_out={"device_at", *unsaid})


async def find_catalogued(connection: AsyncConnection, years: Collection[int]) -> set[int]:
    """Which of the years have a catalogue at all."""
    return set((await connection.execute(select(_rule.c.year).distinct().where(_rule.c.year.in_(years)))).scalars())


async def _find_first(connection: AsyncConnection, entry: DeductionEntry, digest: bytes) -> dict[str, Any] | None:
    stored = (await connection.execute(_FIRST, {"deduction_id": entry.id})).mappings().one_or_none()
    if stored is None or stored["content_digest"] != digest:
        return None
    return write_receipt(entry, stored, stored["points_recorded"])


def write_receipt(entry: DeductionEntry, row: Mapping[Any, Any], points: Any) -> dict[str, Any]:
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
    asked = questions_of(entry, principal)
    rule = (await connection.execute(_LOOK_UP, asked)).one_or_none()
    if rule is None and not await find_catalogued(connection, {asked["year"]}):
        raise NoCatalogue(year=asked["year"])
    row = draw_up(entry, principal, rule)
    assert rule is not None, "without a rule nothing is drawn up"
    return row | {"number": numbers.write_number(numbers.DEDUCTION, row["year"], rule.serial)}


def questions_of(entry: DeductionEntry, principal: Principal) -> dict[str, Any]:
    """What :func:`look_up` is asked for this entry; refused here is what needs no look at the records."""
    refuse_own_unit(principal, entry.unit_code)
    if lies_ahead(entry.occurred_at):
        raise InTheFuture(office_now())
    day = entry.occurred_at.astimezone(COUNTY_ZONE).date()
    return {
        "year": day.year,
        "rule_code": entry.rule_code,
        "unit_code": entry.unit_code,
        "visit_id": entry.visit_id,
        "cadre_codes": sorted(set(entry.cadre_codes)),
        "occurred_on": day,
        "second_recorder": entry.second_recorder,
        **about(principal, entry.unit_code),
    }


def check_second(entry: DeductionEntry, principal: Principal, answer: Any) -> None:
    """The second inspector is another one, in service, and without ties to the unit."""
    if entry.second_recorder is None:
        return
    if answer.second_id is None:
        raise SecondRecorderUnknown(name=entry.second_recorder)
    if answer.second_id == principal.subject:
        raise SecondRecorderIsFirst
    if answer.second_stands_aside or answer.second_unit_code == entry.unit_code:
        raise SecondRecorderStandsAside(name=answer.second_name)


def draw_up(entry: DeductionEntry, principal: Principal, rule: Any, *, is_import: bool = False) -> dict[str, Any]:
    """The row to insert but for its number; ``rule`` is the answer of :func:`look_up`, None where there was none."""
    day = entry.occurred_at.astimezone(COUNTY_ZONE).date()
    cadre_codes, position = sorted(set(entry.cadre_codes)), entry.position
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
    check_second(entry, principal, rule)
    terms = terms_of(rule, choose_points(rule, entry.points, entry.points_reason), entry.count, entry.factor)
    return {
        "id": entry.id,
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
        "device_at": entry.device_at,
        "received_at": real_now(),
        "latitude": position.latitude if position else None,
        "longitude": position.longitude if position else None,
        "accuracy_m": position.accuracy_m if position else None,
        "is_mock": position.is_mock if position else None,
        "place": entry.place,
        "description": entry.description,
        "public_text": entry.public_text,
        "state": DeductionState.RECORDED.value,
        "recorded_at": office_now(),
        "recorded_by": principal.subject,
        "recorded_by_name": principal.name,
        "recorded_office": office_of(principal, Permission.SUPERVISION_DEDUCTION_RECORD),
        "second_recorder": rule.second_id,
        "second_recorder_name": rule.second_name,
        "source": "client" if principal.kind == "client" else "import" if is_import else "person",
        "version": 1,
        "updated_at": real_now(),
    }
