"""What recording asks about, in one statement, and what it writes, in another."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

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
from sqlalchemy.types import TypeEngine

from hengjian.audit.recording import insert_once
from hengjian.kit.data.database import WriteSession
from hengjian.supervision.models import NUMBERS, metadata
from hengjian.supervision.queries.impartiality import must_stand_aside

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


async def answer_questions(session: WriteSession, asked: Mapping[str, Any]) -> Any | None:
    """What is on record about these questions, with a fresh serial number; None where the year has no such rule."""
    connection = await session.connection()
    return (await connection.execute(_LOOK_UP, asked)).one_or_none()


async def find_catalogued(session: WriteSession, years: Collection[int]) -> set[int]:
    """Which of the years have a catalogue at all."""
    connection = await session.connection()
    return set((await connection.execute(select(_rule.c.year).distinct().where(_rule.c.year.in_(years)))).scalars())


async def get_recorded(session: WriteSession, deduction_id: UUID) -> Mapping[Any, Any] | None:
    """The deduction under this id, with the points that were recorded: whoever recorded it, a repeat must meet it."""
    connection = await session.connection()
    return (await connection.execute(_FIRST, {"deduction_id": deduction_id})).mappings().one_or_none()


async def insert_deduction(session: WriteSession, row: Mapping[str, Any], digest: bytes) -> bool:
    """False where the id stands already."""
    return await insert_once(session, _deduction, row, unaudited={"content_digest": digest})
