"""What recording asks about, in one statement for all that is recorded at once, and what it writes."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import asyncpg
from sqlalchemy import (
    Date,
    Integer,
    Text,
    Uuid,
    any_,
    bindparam,
    case,
    column,
    exists,
    false,
    func,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from hengjian.audit.recording import Actor
from hengjian.kit.data.audited_inserts import AuditedInsert, AuditedRow, Insertion
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.statements import Row, Statement
from hengjian.supervision.models import metadata
from hengjian.supervision.queries.impartiality import must_stand_aside

_deduction = metadata.tables["supervision.deduction"]
_repeat = metadata.tables["supervision.repeat"]
_judgement = metadata.tables["supervision.judgement"]
_rule = metadata.tables["supervision.deduction_rule"]
_unit = metadata.tables["supervision.unit_copy"]
_cadre = metadata.tables["supervision.cadre_copy"]
_visit = metadata.tables["supervision.visit"]
_inspector = metadata.tables["supervision.inspector_copy"]

_ASKED = (
    column("place", Integer),
    column("id", Uuid),
    column("year", Integer),
    column("rule_code", Text),
    column("unit_code", Text),
    column("visit_id", Uuid),
    column("cadre_codes", ARRAY(Text)),
    column("occurred_on", Date),
    column("person_code", Text),
    column("as_of", Date),
    column("second_recorder", Text),
)
_RULE_COLUMNS = (
    *("id", "code", "title", "title_en", "category", "points", "points_min", "points_max", "points_step"),
    *("factors", "unit_kinds", "valid_from", "valid_to"),
)
_asked = (
    func.jsonb_to_recordset(bindparam("questions", type_=JSONB))
    .table_valued(*_ASKED)
    .render_derived("asked", with_types=True)
)


_MAY_BE_NAMED = ("visit_id", "cadre_codes", "second_recorder")
"""What an entry need not name, and most do not."""
_CONCERNED = ("unit_code", "as_of")


@cache
def _look_up(named: frozenset[str]) -> Statement:
    """The rule is locked against change until the deductions that use it are written.

    What none of the entries names is not looked for: preparing to look costs the database more than looking.
    """
    asked = _asked.c
    posting = (
        func.jsonb_to_recordset(_cadre.c.postings)
        .table_valued(column("unit_code", Text), column("from_on", Date), column("to_on", Date))
        .render_derived("posting", with_types=True)
    )
    # Two levels below the questions, where SQLAlchemy would not find them and ask each question of all.
    served_that_day = (
        exists()
        .where(
            posting.c.unit_code == asked.unit_code,
            posting.c.from_on <= asked.occurred_on,
            or_(posting.c.to_on.is_(None), posting.c.to_on >= asked.occurred_on),
        )
        .correlate(_asked, _cadre)
    )
    serving = select(func.array_agg(_cadre.c.code)).where(_cadre.c.code == any_(asked.cadre_codes), served_that_day)
    visited = select(_visit.c.unit_code).where(_visit.c.id == asked.visit_id)
    by_account = _inspector.c.account_id == asked.second_recorder
    second = (
        select(_inspector)
        .where(_inspector.c.is_active, or_(by_account, _inspector.c.username == asked.second_recorder))
        .order_by(by_account.desc())
        .limit(1)
        .lateral("second")
    )
    rule = (
        select(*(_rule.c[name] for name in _RULE_COLUMNS))
        .where(_rule.c.year == asked.year, _rule.c.code == asked.rule_code)
        .with_for_update(key_share=True, read=True)
        .lateral("rule")
    )
    catalogued = exists().where(_rule.c.year == asked.year)
    first = _deduction.alias("first")
    about_first = {"unit_name": first.c.unit_name, "year": first.c.year, "number": first.c.number}
    concerned = {name: asked[name] for name in (*_CONCERNED, *named & {"cadre_codes"})}
    stands_aside = must_stand_aside({**concerned, "person_code": asked.person_code})
    about_second = {"person_code": func.coalesce(second.c.person_code, second.c.account_id)}
    second_aside = must_stand_aside({**concerned, **about_second})
    about_named = {
        "cadre_codes": [serving.scalar_subquery().label("serving")],
        "visit_id": [visited.scalar_subquery().label("visited_unit")],
        "second_recorder": [
            func.coalesce(second.c.person_code, second.c.account_id).label("second_id"),
            second.c.name.label("second_name"),
            second.c.unit_code.label("second_unit_code"),
            case((second.c.account_id.is_(None), false()), else_=second_aside).label("second_stands_aside"),
        ],
    }
    looked_for = [
        one if name in named else null().label(one.name) for name in _MAY_BE_NAMED for one in about_named[name]
    ]
    tables = (
        _asked.outerjoin(first, first.c.id == asked.id)
        .outerjoin(_judgement, _judgement.c.deduction_id == first.c.id)
        .outerjoin(_repeat, _repeat.c.deduction_id == first.c.id)
        .outerjoin(rule, true())
        .outerjoin(_unit, _unit.c.code == asked.unit_code)
    )
    return Statement(
        select(
            *rule.c,
            case((rule.c.id.is_(None), catalogued), else_=true()).label("has_catalogue"),
            _unit.c.name.label("unit_name"),
            _unit.c.kind.label("unit_kind"),
            _unit.c.is_active.label("unit_is_active"),
            *looked_for,
            stands_aside.label("stands_aside"),
            first.c.content_digest.label("first_digest"),
            first.c.recorded_at.label("first_recorded_at"),
            *(kept.label(f"first_{name}") for name, kept in about_first.items()),
            func.coalesce(_repeat.c.points_before, _judgement.c.points_before, first.c.points).label("first_points"),
        )
        .select_from(tables.outerjoin(second, true()) if "second_recorder" in named else tables)
        .order_by(asked.place)
    )


_NULLABLE = (
    *("accuracy_m", "captured_at", "device_at", "is_mock", "latitude", "longitude", "points_reason", "public_text"),
    *("second_recorder", "second_recorder_name", "visit_id"),
)
_UNAUDITED = ("content_digest",)
_NAMES = [
    column.name
    for column in _deduction.columns
    if column.name not in _UNAUDITED and (not column.nullable or column.name in _NULLABLE)
]
"""What recording says of a deduction; the rest comes later."""

INSERT = Insertion(_deduction, _NAMES, _UNAUDITED)
_PROPOSE = AuditedInsert(Insertion(_deduction, [*_NAMES, "report_id", "rectification_id"], _UNAUDITED))


async def look_up(connection: asyncpg.Connection, questions: Sequence[Mapping[str, Any]]) -> list[Row]:
    """What is on record about each question, in their order: rule, unit and people, and who has its id already."""
    asked = [{"place": place, **question} for place, question in enumerate(questions)]
    named = frozenset(name for name in _MAY_BE_NAMED if any(question[name] for question in questions))
    return await _look_up(named).fetch(connection, {"questions": asked})


async def insert_proposal(session: WriteSession, row: Mapping[str, Any], digest: bytes) -> None:
    """Nothing happens where the id stands already."""
    actor: Actor = session.actor
    rows = [AuditedRow(actor, row, {"content_digest": digest})]
    await _PROPOSE.run(await session.driver_connection(), rows)
