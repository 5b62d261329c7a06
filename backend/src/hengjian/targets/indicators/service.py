from collections.abc import Sequence
from itertools import groupby
from typing import Any

from hengjian.contracts.events import IndicatorChanged, IndicatorSnapshot
from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.messaging.events import publish
from hengjian.targets.copies.repository import find_units
from hengjian.targets.errors import UnknownTargetsUnit
from hengjian.targets.indicators import repository
from hengjian.targets.indicators.errors import IndicatorIsPlanned
from hengjian.targets.indicators.schemas import IndicatorChange, IndicatorEntry
from hengjian.targets.models import Indicator
from hengjian.targets.phases.policy import PLANNING
from hengjian.targets.phases.service import require_phase

EVENT_ROWS = 200
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
    touched: dict[tuple[int, str], Indicator] = {}

    async def apply(entry: IndicatorEntry) -> Applied:
        if entry.owner_unit_code not in owners:
            raise UnknownTargetsUnit(unit_code=entry.owner_unit_code)
        key, values = (entry.year, entry.code), entry.model_dump(mode="json")
        if key in known:
            if not _apply(known[key], values, is_planned=key in planned):
                return entry.code, "unchanged"
            touched[key] = known[key]
            return entry.code, "updated"
        known[key] = touched[key] = Indicator(**values)
        repository.add_indicator(session, known[key])
        return entry.code, "created"

    outcome = await apply_batch(session, batch, apply, lambda entry: entry.code)
    if not batch.dry_run:
        await announce_indicators(session, list(touched.values()))
    return outcome


async def announce_indicators(session: WriteSession, indicators: Sequence[Indicator]) -> None:
    """By years, a limited number at a time."""
    of_years = groupby(sorted(indicators, key=lambda row: (row.year, row.code)), key=lambda row: row.year)
    for year, rows in of_years:
        snapshots = [
            IndicatorSnapshot(code=r.code, name=r.name, name_en=r.name_en, owner_unit_code=r.owner_unit_code)
            for r in rows
        ]
        for start in range(0, len(snapshots), EVENT_ROWS):
            await publish(session, IndicatorChanged(year=year, indicators=tuple(snapshots[start : start + EVENT_ROWS])))


async def change_indicator(session: WriteSession, indicator: Indicator, change: IndicatorChange) -> None:
    await require_phase(session, indicator.year, PLANNING)
    if change.owner_unit_code and not await find_units(session, [change.owner_unit_code]):
        raise UnknownTargetsUnit(unit_code=change.owner_unit_code)
    planned = await repository.find_planned(session, [indicator.year], [indicator.code])
    values = change.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    if _apply(indicator, values, is_planned=bool(planned)):
        await repository.save_indicator(session, indicator)
        await announce_indicators(session, [indicator])
