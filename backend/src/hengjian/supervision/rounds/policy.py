"""Who may do what with a round and the lines of its checklists. Nobody finds, or checks again, at their own unit."""

from collections.abc import Iterator
from datetime import date

from hengjian.contracts.permissions import Permission
from hengjian.kit.access.auth import Principal
from hengjian.kit.messaging.dead_letters import LettersStand
from hengjian.kit.policy.actions import Action, weigh
from hengjian.kit.policy.refusals import NO_PERMISSION, Obstacle, Refusal
from hengjian.kit.problems.problems import Problem
from hengjian.supervision.models import Round, RoundItem
from hengjian.supervision.refusals import find_tie
from hengjian.supervision.rounds.errors import ItemStateForbids, MakingGoodOver, RedStays, RoundIsClosed
from hengjian.supervision.rounds.lights import Light
from hengjian.supervision.workflows.rounds import ROUND_ITEMS, ROUNDS, ItemVerb, RoundVerb

ONLY_THE_UNIT = Refusal(
    "只有被督查单位可以说明和报告整改。", "Only the unit concerned may answer and report making good."
)


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


def find_refusal(principal: Principal, item: RoundItem, verb: ItemVerb, stands_aside: bool) -> Refusal | None:
    permission = ROUND_ITEMS.permission_for(verb)
    if not principal.may(permission):
        return NO_PERMISSION
    if permission == Permission.SUPERVISION_ROUND_ANSWER:
        return None if principal.unit_code == item.unit_code else ONLY_THE_UNIT
    return find_tie(principal, item.unit_code, stands_aside)


def find_obstacle(
    principal: Principal, item: RoundItem, verb: ItemVerb, *, stands_aside: bool, today: date
) -> Obstacle | None:
    """What keeps this caller from doing this: 409 for the line's state, 403 with the reason otherwise."""
    return _find_state_obstacle(item, verb, today) or find_refusal(principal, item, verb, stands_aside)


def list_actions(principal: Principal, item: RoundItem, *, stands_aside: bool, today: date) -> Iterator[Action]:
    """What can be thought of in the line's state, each with the reason for which this caller may not."""
    for verb in ItemVerb:
        obstacle = _find_state_obstacle(item, verb, today)
        if not isinstance(obstacle, ItemStateForbids):
            yield weigh(verb, find_refusal(principal, item, verb, stands_aside) or obstacle)
