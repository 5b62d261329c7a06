from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hengjian.contracts.events import ConfirmedValue, ValueConfirmed
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.decimals import read_decimal
from hengjian.kit.exchange.batches import Applied, BatchOutcome, apply_batch
from hengjian.kit.following.changes import FollowedRows
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.actions import weigh
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import NotFound
from hengjian.kit.time.clock import office_now
from hengjian.targets.copies.repository import find_standing, find_units
from hengjian.targets.errors import UnknownIndicator, UnknownTargetsUnit
from hengjian.targets.indicators.repository import find_indicators
from hengjian.targets.models import AppraisalYear, Indicator, OwnerValue
from hengjian.targets.phases.policy import REPORTING
from hengjian.targets.phases.service import require_phase
from hengjian.targets.values import policy, repository
from hengjian.targets.values.errors import ConfirmationUnclear, ReasonNeeded, ValueStateForbids
from hengjian.targets.values.repository import Beside, Place
from hengjian.targets.values.schemas import (
    ValueBatch,
    ValueConfirmation,
    ValueConfirmationOutcome,
    ValueDetailView,
    ValueEntry,
    ValueView,
)
from hengjian.targets.workflows import VALUE, ValueState, ValueVerb

EVENT_ROWS = 200


def value_key(entry: ValueEntry) -> str:
    return f"{entry.unit_code}/{entry.indicator_code}"


async def enter_values(session: WriteSession, batch: ValueBatch, principal: Principal) -> BatchOutcome:
    """The owner's values for many units at once. A confirmed one stands until its successor is confirmed."""
    await require_phase(session, batch.year, REPORTING)
    places = {(entry.unit_code, entry.indicator_code) for entry in batch.items}
    indicators = await find_indicators(session, [batch.year], {code for _, code in places})
    units = await find_units(session, {code for code, _ in places})
    rounds = await repository.list_closing_rounds_shared(session, batch.year, batch.value_name)
    standing = await repository.list_standing_for_update(session, batch.year, batch.value_name, places)
    entered: dict[Place, OwnerValue] = {}
    confirmed: dict[Place, OwnerValue] = {}
    for value in standing:
        (entered if value.state == ValueState.ENTERED else confirmed)[value.unit_code, value.indicator_code] = value
    now = office_now()

    async def apply(entry: ValueEntry) -> Applied:
        indicator, unit = indicators.get((batch.year, entry.indicator_code)), units.get(entry.unit_code)
        if indicator is None:
            raise UnknownIndicator(year=batch.year, indicator_code=entry.indicator_code)
        if unit is None:
            raise UnknownTargetsUnit(unit_code=entry.unit_code)
        refuse_if(policy.find_other_owner(principal, indicator))
        for round_ in rounds:
            refuse_if(policy.find_closed_round(round_, unit, entry.indicator_code))
        place = (entry.unit_code, entry.indicator_code)
        present, former = entered.get(place), confirmed.get(place)
        latest = present or former
        if latest is not None and (latest.actual, latest.note) == (entry.actual, entry.note):
            return value_key(entry), "unchanged"
        if former is not None and entry.reason is None:
            raise ReasonNeeded(unit_code=entry.unit_code, indicator_code=entry.indicator_code)
        content = {"actual": entry.actual, "note": entry.note, "reason": entry.reason, "entered_at": now}
        content |= {"entered_by": principal.person_id, "entered_by_name": principal.name}
        if present is not None:
            for name, value in content.items():
                setattr(present, name, value)
            return value_key(entry), "updated"
        entered[place] = OwnerValue(
            **content,
            year=batch.year,
            value_name=batch.value_name,
            unit_code=entry.unit_code,
            indicator_code=entry.indicator_code,
            revision=former.revision + 1 if former else 1,
            claim_month=policy.claim_month(batch.value_name),
            is_of_own_unit=indicator.owner_unit_code == entry.unit_code,
            state=ValueState.ENTERED,
        )
        repository.add_value(session, entered[place])
        return value_key(entry), "created"

    return await apply_batch(session, batch, apply, value_key)


async def _select_values(
    session: WriteSession, wanted: ValueConfirmation, principal: Principal
) -> Sequence[OwnerValue]:
    chosen = (wanted.year, wanted.value_name, wanted.indicator_codes)
    if wanted.ids is not None and chosen == (None, None, None):
        values = await repository.list_values_for_update(session, principal.visibility, set(wanted.ids))
        if len(values) < len(set(wanted.ids)):
            raise NotFound
        if others := sum(not VALUE.is_possible(ValueVerb.CONFIRM, value.state) for value in values):
            raise ValueStateForbids(count=others)
        return values
    if wanted.ids is not None or wanted.year is None or wanted.value_name is None or wanted.indicator_codes is None:
        raise ConfirmationUnclear
    return await repository.list_waiting_for_update(
        session, principal.visibility, wanted.year, wanted.value_name, wanted.indicator_codes
    )


def judged_by(value_name: str, target: Decimal | None, milestones: Mapping[str, Any]) -> Decimal | None:
    """The target in force; for a value of part of the year its milestone of then, where the plan has one."""
    milestone = milestones.get(str(policy.claim_month(value_name)))
    return target if milestone is None else read_decimal(milestone)


async def confirm_values(
    session: WriteSession, wanted: ValueConfirmation, principal: Principal
) -> ValueConfirmationOutcome:
    """Confirm what the owners entered, against the target in force; an earlier confirmed value steps back.

    What an owner entered for its own unit is always looked at by itself: it waits until it is named by its id.
    """
    selected = await _select_values(session, wanted, principal)
    sampled = [value for value in selected if value.is_of_own_unit and wanted.ids is None]
    values = [value for value in selected if value not in sampled]
    for year in {value.year for value in values}:
        await require_phase(session, year, REPORTING)
    indicators = await find_indicators(
        session, {value.year for value in values}, {value.indicator_code for value in values}
    )
    standing = await find_standing(session, principal)
    for value in values:
        refuse_if(policy.find_bar(standing, value, indicators[value.year, value.indicator_code]))
    replaced = await repository.list_replaced_for_update(session, values)
    for former in replaced:
        former.state = ValueState.SUPERSEDED
    await repository.save_values(session, replaced)
    beside, now = await repository.find_beside(session, [value.id for value in values]), office_now()
    for value in values:
        value.state, value.confirmed_at = ValueState.CONFIRMED, now
        value.target = judged_by(value.value_name, beside[value.id].target, beside[value.id].milestones)
        value.confirmed_by, value.confirmed_by_name = principal.person_id, principal.name
    await repository.save_values(session, values)
    await _announce(session, values)
    return ValueConfirmationOutcome(confirmed=len(values), own_unit_waiting=len(sampled))


async def _announce(session: WriteSession, values: Sequence[OwnerValue]) -> None:
    for year in sorted({value.year for value in values}):
        of_year = [_confirmed(value) for value in values if value.year == year]
        for start in range(0, len(of_year), EVENT_ROWS):
            await publish(session, ValueConfirmed(year=year, values=tuple(of_year[start : start + EVENT_ROWS])))


def _confirmed(value: OwnerValue) -> ConfirmedValue:
    return ConfirmedValue(
        record_id=value.id,
        unit_code=value.unit_code,
        indicator_code=value.indicator_code,
        value_name=value.value_name,
        actual=value.actual,
        target=value.target,
    )


def _view(value: OwnerValue, beside: Beside) -> ValueView:
    target = value.target
    if value.state == ValueState.ENTERED:
        target = judged_by(value.value_name, beside.target, beside.milestones)
    difference = beside.claim - value.actual if beside.claim is not None else None
    own = {name: getattr(value, name) for name in ValueView.model_fields if hasattr(value, name)}
    return ValueView(**{**own, "target": target, "claim": beside.claim, "difference": difference})


async def describe_values(session: AnySession, rows: FollowedRows[OwnerValue]) -> FollowedRows[ValueView]:
    beside = await repository.find_beside(session, [value.id for value in rows.items])
    return rows.with_items([_view(value, beside[value.id]) for value in rows.items])


def describe_one(
    value: OwnerValue,
    beside: Beside,
    indicator: Indicator,
    year: AppraisalYear,
    principal: Principal,
    standing: Standing,
) -> ValueDetailView:
    obstacle = policy.find_obstacle_to_confirmation(principal, standing, value, indicator, year)
    return ValueDetailView(**_view(value, beside).model_dump(), actions=[weigh(ValueVerb.CONFIRM, obstacle)])


async def describe_value(
    session: AnySession, value: OwnerValue, year: AppraisalYear, principal: Principal
) -> ValueDetailView:
    beside = await repository.find_beside(session, [value.id])
    standing = await find_standing(session, principal)
    indicator = (await find_indicators(session, [value.year], [value.indicator_code]))[value.year, value.indicator_code]
    return describe_one(value, beside[value.id], indicator, year, principal, standing)
