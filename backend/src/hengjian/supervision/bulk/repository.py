from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, bindparam, column, func, select
from sqlalchemy.dialects.postgresql import JSONB, insert

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.supervision.models import Deduction, DeductionRule, Judgement, Repeat, Unit
from hengjian.supervision.recording.repository import ASKED, look_up

_asked = (
    func.jsonb_to_recordset(bindparam("questions", type_=JSONB))
    .table_valued(column("index", Integer), *(column(name, kind) for name, kind in ASKED.items()))
    .render_derived("asked", with_types=True)
)
_LOOK_UP = look_up({name: _asked.c[name] for name in ASKED}, _asked).add_columns(_asked.c.index.label("asked_index"))

_NULLABLE = {
    "accuracy_m", "captured_at", "device_at", "is_mock", "latitude", "longitude", "points_reason", "public_text",
    "second_recorder", "second_recorder_name", "visit_id",
}  # fmt: skip
_NAMES = [column.name for column in Deduction.__table__.columns if not column.nullable or column.name in _NULLABLE]
_rows = (
    func.jsonb_to_recordset(bindparam("rows", type_=JSONB))
    .table_valued(*(column(name, Deduction.__table__.c[name].type) for name in _NAMES))
    .render_derived("written", with_types=True)
)
_INSERT = (
    insert(Deduction)
    .from_select(_NAMES, select(*(_rows.c[name] for name in _NAMES)), include_defaults=False)
    .on_conflict_do_nothing(index_elements=["id"])
    .returning(Deduction.id)
)


async def answer_questions(session: WriteSession, questions: Sequence[Mapping[str, Any]]) -> dict[int, Any]:
    """What is on record about each question, by its ``index``; nothing where the year has no such rule."""
    connection = await session.connection()
    rows = await connection.execute(_LOOK_UP, {"questions": questions})
    return {row.asked_index: row for row in rows}


async def insert_deductions(session: WriteSession, rows: Sequence[Mapping[str, Any]]) -> set[UUID]:
    """The ids of those that are new; the others stood there already.

    In the order of the ids, so that two batches with the same rows cannot wait for each other.
    """
    if not rows:
        return set()
    connection = await session.connection()
    ordered = sorted(rows, key=lambda row: str(row["id"]))
    written = [{**row, "content_digest": f"\\x{row['content_digest'].hex()}"} for row in ordered]
    return set((await connection.execute(_INSERT, {"rows": written})).scalars())


async def find_recorded(session: AnySession, ids: Collection[UUID]) -> dict[UUID, Any]:
    """Number, points as recorded and digest of the deductions that have these ids."""
    points = func.coalesce(Repeat.points_before, Judgement.points_before, Deduction.points).label("points_recorded")
    statement = (
        select(Deduction.id, Deduction.number, Deduction.content_digest, points)
        .outerjoin(Judgement, Judgement.deduction_id == Deduction.id)
        .outerjoin(Repeat, Repeat.deduction_id == Deduction.id)
        .where(Deduction.id.in_(ids))
    )
    return {row.id: row for row in await session.execute(statement)}


async def list_units(session: AnySession) -> Sequence[Unit]:
    return (await session.scalars(select(Unit).where(Unit.is_active).order_by(Unit.code))).all()


async def list_rules(session: AnySession, year: int) -> Sequence[DeductionRule]:
    statement = select(DeductionRule).where(DeductionRule.year == year).order_by(DeductionRule.code)
    return (await session.scalars(statement)).all()
