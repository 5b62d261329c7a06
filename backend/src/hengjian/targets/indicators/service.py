from typing import Any

from hengjian.kit.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.database import WriteSession
from hengjian.targets.errors import UnknownTargetsUnit
from hengjian.targets.indicators import repository
from hengjian.targets.indicators.errors import IndicatorIsPlanned
from hengjian.targets.indicators.schemas import IndicatorChange, IndicatorEntry
from hengjian.targets.models import Indicator
from hengjian.targets.units import find_units
from hengjian.targets.years.policy import PLANNING, require_phase

FIXED_ONCE_PLANNED = ("unit_of_measure", "direction", "goal_scope", "kind", "places")


def _apply(indicator: Indicator, values: dict[str, Any], *, is_planned: bool) -> bool:
    """Set what differs; False when nothing does."""
    changed = {name: value for name, value in values.items() if getattr(indicator, name) != value}
    for name in FIXED_ONCE_PLANNED:
        if is_planned and name in changed:
            raise IndicatorIsPlanned(indicator_code=indicator.code, field=name)
    for name, value in changed.items():
        setattr(indicator, name, value)
    return bool(changed)


async def enter_indicators(session: WriteSession, batch: Batch[IndicatorEntry]) -> BatchOutcome:
    """Create or update indicators by year and code."""
    years, codes = {entry.year for entry in batch.items}, {entry.code for entry in batch.items}
    for year in years:
        await require_phase(session, year, PLANNING)
    known = await repository.find_indicators(session, years, codes)
    planned = await repository.find_planned(session, years, codes)
    owners = await find_units(session, {entry.owner_unit_code for entry in batch.items})

    async def apply(entry: IndicatorEntry) -> Applied:
        if entry.owner_unit_code not in owners:
            raise UnknownTargetsUnit(unit_code=entry.owner_unit_code)
        key, values = (entry.year, entry.code), entry.model_dump(mode="json")
        if key in known:
            is_changed = _apply(known[key], values, is_planned=key in planned)
            return entry.code, "updated" if is_changed else "unchanged"
        known[key] = Indicator(**values)
        session.add(known[key])
        return entry.code, "created"

    return await apply_batch(session, batch, apply, lambda entry: entry.code)


async def change_indicator(session: WriteSession, indicator: Indicator, change: IndicatorChange) -> None:
    await require_phase(session, indicator.year, PLANNING)
    if change.owner_unit_code and not await find_units(session, [change.owner_unit_code]):
        raise UnknownTargetsUnit(unit_code=change.owner_unit_code)
    planned = await repository.find_planned(session, [indicator.year], [indicator.code])
    values = change.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    _apply(indicator, values, is_planned=bool(planned))
    await session.flush()
