"""Facts of other services as they are announced, and the classes whose standings they change."""

from collections.abc import Mapping

from hengjian.appraisal.models.base import Base
from hengjian.appraisal.recomputation.repository import mark_classes, mark_units
from hengjian.appraisal.records.copies import repository
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
from hengjian.contracts.value_names import LAST_MONTH
from hengjian.kit.data.database import WriteSession
from hengjian.kit.messaging.inbox import EventHandler


async def count_deduction(session: WriteSession, event: DeductionEffective) -> None:
    await repository.store_deduction(session, event)
    await mark_units(session, event.year, [event.unit_code])


async def uncount_deduction(session: WriteSession, event: DeductionRevoked) -> None:
    await repository.revoke_deduction(session, event.deduction_id)
    await mark_units(session, event.year, [event.unit_code])


async def take_values(session: WriteSession, event: ValueConfirmed) -> None:
    await repository.store_values(session, event)
    await mark_units(session, event.year, {value.unit_code for value in event.values})


async def copy_indicators(session: WriteSession, event: IndicatorChanged) -> None:
    """Explanations call an indicator and its owner by name."""
    await repository.store_indicators(session, event)
    await mark_classes(session, event.year, await repository.list_issued_classes(session, event.year))


async def take_plan(session: WriteSession, event: PlanIssued) -> None:
    if event.level != "unit" or event.unit_code is None:
        return
    targets = {target.indicator_code: target.target for target in event.targets}
    await repository.store_targets(session, event.year, event.unit_code, event.plan_id, targets)
    await mark_units(session, event.year, [event.unit_code])


async def take_amendment(session: WriteSession, event: TargetAmended) -> None:
    code, target = event.target.indicator_code, event.target.target
    await repository.store_targets(session, event.year, event.unit_code, event.plan_id, {code: target})
    for value_name, month in LAST_MONTH.items():
        milestone = event.target.milestones.get(month, target)
        await repository.move_target(session, event.year, event.unit_code, code, value_name, milestone)
    await mark_units(session, event.year, [event.unit_code])


async def take_round(session: WriteSession, event: RoundClosed) -> None:
    if event.kind != "annual_values":
        return
    await repository.close_values(session, event)
    await mark_classes(session, event.year, event.class_codes)


async def note_unit_change(session: WriteSession, event: UnitChanged) -> None:
    """Before the copies change: the lists that a unit leaves and joins are both computed again.

    A unit with another name is named so in explanations of other units too, as the owner of an indicator.
    """
    before = await repository.get_units(session, [unit.code for unit in event.units])
    classes = [unit.class_code for unit in before.values()] + [unit.class_code for unit in event.units]
    touched = {code for code in classes if code is not None}
    is_renamed = any(unit.code in before and before[unit.code].name != unit.name for unit in event.units)
    for year, class_codes in await repository.list_issued_by_year(session):
        await mark_classes(session, year, class_codes if is_renamed else touched.intersection(class_codes))


async def copy_classes(session: WriteSession, event: UnitChanged) -> None:
    """A class is known by its units: whenever it is renamed they are all announced again."""
    names = {
        unit.class_code: (unit.class_name, unit.class_name_en)
        for unit in event.units
        if unit.class_code and unit.class_name
    }
    await repository.store_classes(session, names)


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
