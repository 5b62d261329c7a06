"""Facts of other services as they are announced."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, update
from sqlalchemy.dialects.postgresql import insert

from hengjian.appraisal.models import ClosedValues, DeductionFact, PlanTarget, ValueFact
from hengjian.appraisal.models.base import Base
from hengjian.appraisal.records.dirty import mark_classes_dirty, mark_units_dirty
from hengjian.contracts.copies import COPY_HANDLERS
from hengjian.contracts.events import (
    DeductionEffective,
    DeductionRevoked,
    PlanIssued,
    RoundClosed,
    TargetAmended,
    ValueConfirmed,
)
from hengjian.kit.database import WriteSession
from hengjian.kit.events import EventHandler


async def _store(session: WriteSession, model: type[Base], rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    table = model.__table__
    assert isinstance(table, Table)
    statement = insert(table)
    changed = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    await session.execute(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed), rows)


async def count_deduction(session: WriteSession, event: DeductionEffective) -> None:
    row = event.model_dump() | {"cadre_codes": list(event.cadre_codes), "is_revoked": False}
    await _store(session, DeductionFact, [row])
    await mark_units_dirty(session, event.year, [event.unit_code])


async def uncount_deduction(session: WriteSession, event: DeductionRevoked) -> None:
    statement = update(DeductionFact).where(DeductionFact.deduction_id == event.deduction_id)
    await session.execute(statement.values(is_revoked=True))
    await mark_units_dirty(session, event.year, [event.unit_code])


async def take_values(session: WriteSession, event: ValueConfirmed) -> None:
    await _store(session, ValueFact, [value.model_dump() | {"year": event.year} for value in event.values])
    await mark_units_dirty(session, event.year, {value.unit_code for value in event.values})


async def take_plan(session: WriteSession, event: PlanIssued) -> None:
    if event.level != "unit" or event.unit_code is None:
        return
    rows = [
        {
            "year": event.year,
            "unit_code": event.unit_code,
            "indicator_code": target.indicator_code,
            "plan_id": event.plan_id,
            "target": target.target,
        }
        for target in event.targets
    ]
    await _store(session, PlanTarget, rows)


async def take_amendment(session: WriteSession, event: TargetAmended) -> None:
    row = {
        "year": event.year,
        "unit_code": event.unit_code,
        "indicator_code": event.target.indicator_code,
        "plan_id": event.plan_id,
        "target": event.target.target,
    }
    await _store(session, PlanTarget, [row])
    confirmed = update(ValueFact).where(
        ValueFact.year == event.year,
        ValueFact.unit_code == event.unit_code,
        ValueFact.indicator_code == event.target.indicator_code,
    )
    await session.execute(confirmed.values(target=event.target.target))
    await mark_units_dirty(session, event.year, [event.unit_code])


async def take_round(session: WriteSession, event: RoundClosed) -> None:
    if event.kind != "annual_values":
        return
    rows = [
        {"year": event.year, "class_code": class_code, "indicator_code": code, "round_id": event.round_id}
        for class_code in event.class_codes
        for code in event.indicator_codes or ("*",)
    ]
    await _store(session, ClosedValues, rows)
    await mark_classes_dirty(session, event.year, event.class_codes)


HANDLERS: Mapping[str, tuple[EventHandler, ...]] = {
    **COPY_HANDLERS,
    DeductionEffective.name: (count_deduction,),
    DeductionRevoked.name: (uncount_deduction,),
    PlanIssued.name: (take_plan,),
    RoundClosed.name: (take_round,),
    TargetAmended.name: (take_amendment,),
    ValueConfirmed.name: (take_values,),
}
