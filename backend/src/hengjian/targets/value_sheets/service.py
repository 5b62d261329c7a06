"""What owners enter side by side: an indicator over all units, and how far each indicator has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal, Visibility
from hengjian.kit.data.database import AnySession
from hengjian.kit.policy.actions import weigh
from hengjian.targets.copies.repository import find_standing, find_units
from hengjian.targets.models import AppraisalYear, Indicator, OwnerValue, Round, Unit
from hengjian.targets.value_sheets import repository
from hengjian.targets.value_sheets.progress import count_progress, is_closed
from hengjian.targets.value_sheets.repository import PlannedPlace
from hengjian.targets.value_sheets.schemas import ValueProgress, ValueSheet, ValueSheetRow
from hengjian.targets.values.policy import claim_month, find_obstacle_to_entry
from hengjian.targets.values.repository import Beside, find_beside
from hengjian.targets.values.service import describe_one, judged_by
from hengjian.targets.workflows import ValueState


async def measure_progress(
    session: AnySession, year: AppraisalYear, visible: Visibility, value_name: str | None
) -> ValueProgress:
    rounds = await repository.list_value_rounds(session, year.year)
    planned = await repository.list_planned(session, visible, year.year)
    standing = await repository.list_standing_places(session, visible, year.year)
    return ValueProgress(year=year.year, items=count_progress(year, rounds, planned, standing, value_name))


@dataclass(frozen=True)
class _Reads:
    """All that the rows of one sheet are made of."""

    value_name: str
    indicator: Indicator
    year: AppraisalYear
    principal: Principal
    caller: Standing
    planned: Mapping[str, PlannedPlace]
    standing: Sequence[OwnerValue]
    claims: Mapping[str, Decimal]
    beside: Mapping[UUID, Beside]
    rounds: Sequence[Round]


async def describe_sheet(
    session: AnySession, year: AppraisalYear, indicator: Indicator, value_name: str, principal: Principal
) -> ValueSheet:
    visible, code = principal.visibility, indicator.code
    standing = await repository.list_standing(session, visible, year.year, code)
    ids = {value.id: value.unit_code for value in standing if value.value_name == value_name}
    planned = await repository.list_planned(session, visible, year.year, code)
    reads = _Reads(
        value_name=value_name,
        indicator=indicator,
        year=year,
        principal=principal,
        caller=await find_standing(session, principal),
        planned={place.unit_code: place for place in planned},
        standing=standing,
        claims=await repository.find_claims(session, visible, year.year, code, claim_month(value_name)),
        beside=await find_beside(session, ids),
        rounds=await repository.list_value_rounds(session, year.year),
    )
    units = await find_units(session, {*reads.planned, *ids.values()})
    return ValueSheet(
        year=year.year,
        value_name=value_name,
        indicator_code=code,
        rows=[_row(reads, units[unit_code]) for unit_code in sorted(units)],
        actions=[weigh("enter", find_obstacle_to_entry(principal, indicator, year))],
    )


def _row(reads: _Reads, unit: Unit) -> ValueSheetRow:
    own = [value for value in reads.standing if value.unit_code == unit.code]
    here = {value.state: value for value in own if value.value_name == reads.value_name}
    latest, confirmed = here.get(ValueState.ENTERED) or here.get(ValueState.CONFIRMED), here.get(ValueState.CONFIRMED)
    value = latest and describe_one(
        latest, reads.beside[latest.id], reads.indicator, reads.year, reads.principal, reads.caller
    )
    place = reads.planned.get(unit.code)
    planned = judged_by(reads.value_name, place.target, place.milestones) if place else None
    return ValueSheetRow(
        unit_code=unit.code,
        unit_name=unit.name,
        class_code=unit.class_code,
        target=value.target if value else planned,
        claim=reads.claims.get(unit.code),
        earlier=_find_earlier(own, claim_month(reads.value_name)),
        confirmed=confirmed.actual if confirmed else None,
        is_closed=is_closed(reads.rounds, reads.value_name, unit.class_code, reads.indicator.code),
        value=value,
    )


def _find_earlier(values: Sequence[OwnerValue], month: int) -> Decimal | None:
    """The unit's value that ends last before this month; what is entered since counts before what was confirmed."""
    before = [value for value in values if value.claim_month < month]
    latest = max(before, key=lambda value: (value.claim_month, value.revision), default=None)
    return latest.actual if latest else None
