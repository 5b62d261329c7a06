"""Facts of other services as they are announced."""

from collections.abc import Mapping

from sqlalchemy import select, update

from hengjian.appraisal.models import (
    ClosedValues,
    DeductionFact,
    Indicator,
    PlanTarget,
    Scheme,
    Unit,
    UnitClass,
    ValueFact,
)
from hengjian.appraisal.models.base import Base
from hengjian.appraisal.records.dirty import mark_classes_dirty, mark_units_dirty
from hengjian.contracts.copies import copy_handlers
from hengjian.contracts.events import (
    DeductionEffective,
    DeductionRevoked,
    IndicatorChanged,
    PlanIssued,
    RoundClosed,
    TargetAmended,
    UnitChanged,
    ValueConfirmed,
)
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.upserts import upsert
from hengjian.kit.messaging.inbox import EventHandler

MILESTONE_OF = {"half_year": 6, "annual": 12}
"""The month whose milestone a value is measured against, where the plan has one."""


async def count_deduction(session: WriteSession, event: DeductionEffective) -> None:
    row = event.model_dump() | {"cadre_codes": list(event.cadre_codes), "is_revoked": False}
    await upsert(session, DeductionFact.__table__, [row], keeping=("is_revoked", "effective_at"))
    await mark_units_dirty(session, event.year, [event.unit_code])


async def uncount_deduction(session: WriteSession, event: DeductionRevoked) -> None:
    statement = update(DeductionFact).where(DeductionFact.deduction_id == event.deduction_id)
    await session.execute(statement.values(is_revoked=True))
    await mark_units_dirty(session, event.year, [event.unit_code])


async def take_values(session: WriteSession, event: ValueConfirmed) -> None:
    await upsert(session, ValueFact.__table__, [value.model_dump() | {"year": event.year} for value in event.values])
    await mark_units_dirty(session, event.year, {value.unit_code for value in event.values})


async def copy_indicators(session: WriteSession, event: IndicatorChanged) -> None:
    await upsert(session, Indicator.__table__, [row.model_dump() | {"year": event.year} for row in event.indicators])


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
    await upsert(session, PlanTarget.__table__, rows)


async def take_amendment(session: WriteSession, event: TargetAmended) -> None:
    row = {
        "year": event.year,
        "unit_code": event.unit_code,
        "indicator_code": event.target.indicator_code,
        "plan_id": event.plan_id,
        "target": event.target.target,
    }
    await upsert(session, PlanTarget.__table__, [row])
    for value_name, month in MILESTONE_OF.items():
        confirmed = update(ValueFact).where(
            ValueFact.year == event.year,
            ValueFact.unit_code == event.unit_code,
            ValueFact.indicator_code == event.target.indicator_code,
            ValueFact.value_name == value_name,
        )
        await session.execute(confirmed.values(target=event.target.milestones.get(month, event.target.target)))
    await mark_units_dirty(session, event.year, [event.unit_code])


async def take_round(session: WriteSession, event: RoundClosed) -> None:
    if event.kind != "annual_values":
        return
    rows = [
        {
            "year": event.year,
            "class_code": class_code,
            "indicator_code": code,
            "value_name": event.period,
            "round_id": event.round_id,
        }
        for class_code in event.class_codes
        for code in event.indicator_codes or ("*",)
    ]
    await upsert(session, ClosedValues.__table__, rows)
    await mark_classes_dirty(session, event.year, event.class_codes)


async def note_unit_change(session: WriteSession, event: UnitChanged) -> None:
    """Before the copies change: the lists that a unit leaves and joins are both computed again."""
    before = select(Unit.class_code).where(Unit.code.in_([unit.code for unit in event.units]))
    touched = {*(await session.scalars(before)), *(unit.class_code for unit in event.units)} - {None}
    issued = select(Scheme.year, Scheme.class_codes).where(Scheme.state == "issued", Scheme.subject_kind == "unit")
    for year, class_codes in await session.execute(issued):
        await mark_classes_dirty(session, year, touched.intersection(class_codes))


async def copy_classes(session: WriteSession, event: UnitChanged) -> None:
    """A class is known by its units: whenever it is renamed they are all announced again."""
    names = {unit.class_code: unit for unit in event.units if unit.class_code and unit.class_name}
    rows = [
        {"code": code, "name": unit.class_name, "name_en": unit.class_name_en} for code, unit in sorted(names.items())
    ]
    await upsert(session, UnitClass.__table__, rows)


_COPIES = copy_handlers(Base.metadata)

HANDLERS: Mapping[str, tuple[EventHandler, ...]] = {
    **_COPIES,
    UnitChanged.name: (note_unit_change, *_COPIES[UnitChanged.name], copy_classes),
    DeductionEffective.name: (count_deduction,),
    DeductionRevoked.name: (uncount_deduction,),
    IndicatorChanged.name: (copy_indicators,),
    PlanIssued.name: (take_plan,),
    RoundClosed.name: (take_round,),
    TargetAmended.name: (take_amendment,),
    ValueConfirmed.name: (take_values,),
}
