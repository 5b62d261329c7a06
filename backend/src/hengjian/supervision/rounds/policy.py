"""Who may do what with a round and the lines of its checklists. Nobody finds, or checks again, at their own unit."""

from collections.abc import Iterator, Mapping
from datetime import date

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.messaging.dead_letters import LettersStand
from hengjian.kit.policy.actions import Action, weigh
from hengjian.kit.policy.refusals import NO_PERMISSION, Obstacle, Refusal
from hengjian.kit.problems.problems import Problem
from hengjian.supervision.models import Round, RoundItem
from hengjian.supervision.rounds.errors import ItemStateForbids, MakingGoodOver, RedStays, RoundIsClosed
from hengjian.supervision.rounds.lights import Light
from hengjian.supervision.workflows.rounds import ROUND_ITEMS, ROUNDS, ItemVerb, RoundVerb

OPERATIONS: Mapping[ItemVerb, str] = {
    ItemVerb.ANSWER: "answer_round_finding",
    ItemVerb.FIND: "record_round_findings",
    ItemVerb.MAKE_GOOD: "report_making_good",
    ItemVerb.RECHECK: "check_round_item_again",
}


def matter_of(item: RoundItem, verb: ItemVerb) -> Matter:
    """To check again, the steps are loaded."""
    acted: dict[str, list[str | None]] = {}
    if verb is ItemVerb.RECHECK:
        acted["report_making_good"] = [step.by for step in item.steps if step.kind == "reported"]
    return Matter((item.unit_code,), acted=acted)


def find_round_obstacle(current: Round, verb: RoundVerb) -> Problem | None:
    """What the state of the round has against it, whoever asks."""
    return None if ROUNDS.is_possible(verb, current.state) else RoundIsClosed()


def list_round_actions(principal: Principal, current: Round, standing: LettersStand | None) -> Iterator[Action]:
    """``standing`` is what other services told of the year and is not taken in yet; it keeps the round open."""
    for verb in RoundVerb:
        if find_round_obstacle(current, verb) is None:
            in_the_way = standing if verb is RoundVerb.CLOSE else None
            yield weigh(verb, in_the_way if principal.may(ROUNDS.permission_for(verb)) else NO_PERMISSION)


def _find_state_obstacle(item: RoundItem, verb: ItemVerb, today: date) -> Problem | None:
    """What the state of the line has against it, whoever asks."""
    if verb is ItemVerb.FIND and item.measure == "typed":
        return ItemStateForbids(state=item.state)
    if verb is ItemVerb.FIND and item.found_light == Light.RED:
        return RedStays()
    is_red = item.found_light == Light.RED
    if not ROUND_ITEMS.is_possible(verb, item.state) or (verb is ItemVerb.MAKE_GOOD and not is_red):
        return ItemStateForbids(state=item.state)
    if verb is ItemVerb.MAKE_GOOD and item.due_on is not None and today > item.due_on:
        return MakingGoodOver(until=item.due_on.isoformat())
    return None


def find_refusal(principal: Principal, item: RoundItem, verb: ItemVerb, standing: Standing) -> Refusal | None:
    if not principal.may(ROUND_ITEMS.permission_for(verb)):
        return NO_PERMISSION
    return standing.find_bar(OPERATIONS[verb], matter_of(item, verb))


def find_obstacle(
    principal: Principal, item: RoundItem, verb: ItemVerb, *, standing: Standing, today: date
) -> Obstacle | None:
    """What keeps this caller from doing this: 409 for the line's state, 403 with the reason otherwise."""
    return _find_state_obstacle(item, verb, today) or find_refusal(principal, item, verb, standing)


def list_actions(principal: Principal, item: RoundItem, *, standing: Standing, today: date) -> Iterator[Action]:
    """What can be thought of in the line's state, each with the reason for which this caller may not."""
    for verb in ItemVerb:
        obstacle = _find_state_obstacle(item, verb, today)
        if not isinstance(obstacle, ItemStateForbids):
            yield weigh(verb, find_refusal(principal, item, verb, standing) or obstacle)
