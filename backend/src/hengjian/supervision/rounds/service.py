"""A quarterly round from opening to closing, and what becomes of each line of its checklists."""

from collections.abc import Sequence
from datetime import date

from hengjian.contracts.events import RoundClosed
from hengjian.contracts.targets import UnitTarget
from hengjian.kit.access.auth import Principal, Visibility
from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, apply_batch
from hengjian.kit.messaging.dead_letters import find_letters_standing
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.calendar import add_working_days
from hengjian.kit.time.clock import office_now, office_today
from hengjian.supervision.models import Round, RoundItem, RoundStep
from hengjian.supervision.offices import office_of
from hengjian.supervision.queries.impartiality import find_standing
from hengjian.supervision.queries.saving import save
from hengjian.supervision.rounds import policy, repository
from hengjian.supervision.rounds.checklists import copy_targets
from hengjian.supervision.rounds.errors import (
    DayNeeded,
    ExpectedInPast,
    NothingPlanned,
    ReachedInFuture,
    ReportsAwaitRecheck,
    RoundExists,
    RoundIsClosed,
    StageNeeded,
    TermsStillRun,
    UnknownItem,
    UnknownUnitClass,
    ValueNeeded,
)
from hengjian.supervision.rounds.lights import (
    AFTER_MAKING_GOOD,
    Light,
    LightRule,
    Stage,
    light_of_stage,
    light_of_value,
    read_rule,
)
from hengjian.supervision.rounds.reporting import draw_up_report
from hengjian.supervision.rounds.schemas import (
    FindingEntry,
    FindingOutcome,
    FoundLight,
    RoundEntry,
    RoundNote,
    RoundRecheck,
)
from hengjian.supervision.workflows.rounds import ROUND_ITEMS, ItemState, ItemVerb, RoundState, RoundVerb


async def open_round(
    session: WriteSession, entry: RoundEntry, targets: Sequence[UnitTarget], principal: Principal
) -> Round:
    """Freeze what will be looked into and by which rule; later changes of plans or classes do not touch it."""
    class_codes = sorted(set(entry.class_codes))
    if unknown := sorted(set(class_codes) - await repository.find_class_codes(session, class_codes)):
        raise UnknownUnitClass(class_codes=", ".join(unknown))
    opened = Round(
        year=entry.year,
        period=entry.period.value,
        title=entry.title,
        class_codes=class_codes,
        rule=entry.rule.model_dump(mode="json"),
        state=RoundState.OPEN.value,
        opened_at=office_now(),
        opened_by_name=principal.name,
    )
    if not await repository.add_round(session, opened):
        raise RoundExists(year=entry.year, period=entry.period.value)
    units = await repository.find_units(session, class_codes)
    rule = read_rule(entry.rule.model_dump(mode="json"))
    items = copy_targets(opened, rule, targets, units, entry.indicator_codes)
    if not items:
        raise NothingPlanned(year=entry.year)
    repository.add_items(session, items)
    await save(session)
    return opened


def _rule_of_open(current: Round) -> LightRule:
    """The rule of a round that is not closed yet; one from before lights followed a rule was closed long ago."""
    refuse_if(policy.find_round_obstacle(current, RoundVerb.CLOSE))
    if current.rule is None:
        raise RoundIsClosed
    return read_rule(current.rule)


def _judge(item: RoundItem, entry: FindingEntry, rule: LightRule, today: date) -> Light:
    """The light that follows from what was found."""
    if item.measure == "value":
        if entry.value is None or entry.stage is not None or entry.reached_on is not None:
            raise ValueNeeded
        assert item.direction is not None
        assert item.green_at is not None
        assert item.yellow_at is not None
        return light_of_value(entry.value, item.direction, item.green_at, item.yellow_at)
    if entry.stage is None or entry.value is not None:
        raise StageNeeded
    if (entry.reached_on is None) is not (entry.stage is Stage.STOPPED):
        raise DayNeeded
    if entry.reached_on is not None:
        if entry.stage is Stage.REACHED and entry.reached_on > today:
            raise ReachedInFuture(today=today.isoformat())
        if entry.stage is not Stage.REACHED and entry.reached_on < today:
            raise ExpectedInPast(today=today.isoformat())
    assert item.planned_on is not None
    return light_of_stage(entry.stage, item.planned_on, entry.reached_on, rule)


def _take_step(
    session: WriteSession, item: RoundItem, kind: str, principal: Principal, verb: ItemVerb, note: str
) -> None:
    found = kind == "found"
    step = RoundStep(
        item_id=item.id,
        kind=kind,
        at=office_now(),
        office=office_of(principal, ROUND_ITEMS.permission_for(verb)),
        by=principal.person_id,
        by_name=principal.name,
        note=note,
        value=item.value if found else None,
        stage=item.stage if found else None,
        reached_on=item.reached_on if found else None,
        light=item.light,
    )
    repository.add_step(session, step)


async def record_findings(
    session: WriteSession, current: Round, batch: Batch[FindingEntry], principal: Principal
) -> FindingOutcome:
    """Record what was found, line by line; until it was red a line may be corrected, and every entry stays."""
    rule, today = _rule_of_open(current), office_today()
    items = await repository.find_items_for_update(session, current.id, {entry.item_id for entry in batch.items})
    standing = await find_standing(session, principal)
    lights: dict[str, FoundLight] = {}

    async def apply(entry: FindingEntry) -> Applied:
        item, key = items.get(entry.item_id), str(entry.item_id)
        if item is None:
            raise UnknownItem
        refuse_if(policy.find_obstacle(principal, item, ItemVerb.FIND, standing=standing, today=today))
        light = _judge(item, entry, rule, today)
        lights[key] = FoundLight(item_id=item.id, light=light)
        status: Applied = (key, "created" if item.state == ItemState.AWAITED else "updated")
        item.value, item.reached_on = entry.value, entry.reached_on
        item.stage = entry.stage.value if entry.stage else None
        item.state, item.found_light, item.light = ItemState.FOUND.value, light.value, light.value
        item.due_on = add_working_days(today, rule.make_good_days) if light is Light.RED else None
        _take_step(session, item, "found", principal, ItemVerb.FIND, entry.note)
        return status

    outcome = await apply_batch(session, batch, apply, lambda entry: str(entry.item_id))
    return FindingOutcome(**outcome.model_dump(), lights=list(lights.values()))


async def _check(session: WriteSession, current: Round, item: RoundItem, principal: Principal, verb: ItemVerb) -> None:
    _rule_of_open(current)
    if verb is ItemVerb.RECHECK:
        await repository.load_steps(session, item)
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle(principal, item, verb, standing=standing, today=office_today()))


async def answer_finding(
    session: WriteSession, current: Round, item: RoundItem, entry: RoundNote, principal: Principal
) -> None:
    """What the unit says to a finding; it changes no light."""
    await _check(session, current, item, principal, ItemVerb.ANSWER)
    _take_step(session, item, "answered", principal, ItemVerb.ANSWER, entry.note)
    await save(session)


async def report_making_good(
    session: WriteSession, current: Round, item: RoundItem, entry: RoundNote, principal: Principal
) -> None:
    await _check(session, current, item, principal, ItemVerb.MAKE_GOOD)
    item.state = ItemState.REPORTED.value
    _take_step(session, item, "reported", principal, ItemVerb.MAKE_GOOD, entry.note)
    await save(session)


async def check_again(
    session: WriteSession, current: Round, item: RoundItem, entry: RoundRecheck, principal: Principal
) -> None:
    """Confirmed, the red light becomes yellow; what was found stays beside it."""
    await _check(session, current, item, principal, ItemVerb.RECHECK)
    if entry.outcome == "confirmed":
        item.state, item.light = ItemState.MADE_GOOD.value, AFTER_MAKING_GOOD.value
    else:
        item.state = ItemState.FOUND.value
    _take_step(session, item, entry.outcome, principal, ItemVerb.RECHECK, entry.note)
    await save(session)


async def close_round(session: WriteSession, current: Round, principal: Principal) -> None:
    """Freeze the round with its report, once nobody's time for making good is cut short."""
    _rule_of_open(current)
    refuse_if(await find_letters_standing(session, current.year))
    everything = Visibility(whole_county=True)
    running = await repository.find_running_terms(session, current.id, office_today())
    items = await repository.list_all_items(session, everything, current.id)
    if waiting := sum(item.state == ItemState.REPORTED for item in items):
        raise ReportsAwaitRecheck(count=waiting)
    if running.counted:
        raise TermsStillRun(count=running.counted, until=running.until.isoformat())
    before = await repository.get_round_before(session, current.year, current.period)
    items_before = await repository.list_all_items(session, everything, before.id) if before else []
    current.report = draw_up_report(items, before, items_before)
    current.state, current.closed_at, current.closed_by_name = RoundState.CLOSED.value, office_now(), principal.name
    await save(session)
    await publish(
        session,
        RoundClosed(
            round_id=current.id,
            year=current.year,
            kind="quarterly",
            period=current.period,
            class_codes=tuple(current.class_codes),
            indicator_codes=(),
        ),
    )
