"""Who may do what with a line of a checklist, and why not. Pure; nobody finds, or checks again, at their own unit."""

from collections.abc import Iterator, Mapping
from datetime import date

from hengjian.contracts.permissions import Permission
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import Problem, RefusedByPolicy
from hengjian.supervision.deductions.policy import NO_PERMISSION, OWN_UNIT, STANDS_ASIDE, Refusal
from hengjian.supervision.models import RoundItem
from hengjian.supervision.rounds.errors import ItemStateForbids, MakingGoodOver, RedStays
from hengjian.supervision.rounds.lights import Light
from hengjian.supervision.rounds.schemas import ItemState, ItemVerb

PERMISSIONS: Mapping[ItemVerb, Permission] = {
    ItemVerb.FIND: Permission.SUPERVISION_ROUND_FIND,
    ItemVerb.ANSWER: Permission.SUPERVISION_ROUND_ANSWER,
    ItemVerb.MAKE_GOOD: Permission.SUPERVISION_ROUND_ANSWER,
    ItemVerb.RECHECK: Permission.SUPERVISION_ROUND_FIND,
}
_POSSIBLE_IN: Mapping[ItemVerb, frozenset[ItemState]] = {
    ItemVerb.FIND: frozenset({ItemState.AWAITED, ItemState.FOUND}),
    ItemVerb.ANSWER: frozenset({ItemState.FOUND, ItemState.REPORTED, ItemState.MADE_GOOD}),
    ItemVerb.MAKE_GOOD: frozenset({ItemState.FOUND}),
    ItemVerb.RECHECK: frozenset({ItemState.REPORTED}),
}
ONLY_THE_UNIT = Refusal(
    "只有被督查单位可以说明和报告整改。", "Only the unit concerned may answer and report making good."
)


def _obstacle(item: RoundItem, verb: ItemVerb, today: date) -> Problem | None:
    """What the state of the line has against it, whoever asks."""
    if verb is ItemVerb.FIND and item.measure == "typed":
        return ItemStateForbids(state=item.state)
    if verb is ItemVerb.FIND and item.found_light == Light.RED:
        return RedStays()
    if item.state not in _POSSIBLE_IN[verb] or (verb is ItemVerb.MAKE_GOOD and item.found_light != Light.RED):
        return ItemStateForbids(state=item.state)
    if verb is ItemVerb.MAKE_GOOD and item.due_on is not None and today > item.due_on:
        return MakingGoodOver(until=item.due_on.isoformat())
    return None


def find_refusal(principal: Principal, item: RoundItem, verb: ItemVerb, stands_aside: bool) -> Refusal | None:
    if not principal.may(PERMISSIONS[verb]):
        return NO_PERMISSION
    is_own = principal.unit_code == item.unit_code
    if PERMISSIONS[verb] is Permission.SUPERVISION_ROUND_ANSWER:
        return None if is_own else ONLY_THE_UNIT
    if is_own:
        return OWN_UNIT
    return STANDS_ASIDE if stands_aside else None


def check(principal: Principal, item: RoundItem, verb: ItemVerb, *, stands_aside: bool, today: date) -> None:
    """Raise what keeps this caller from doing this: 409 for the line's state, 403 with the reason otherwise."""
    obstacle = _obstacle(item, verb, today)
    if obstacle is not None:
        raise obstacle
    refusal = find_refusal(principal, item, verb, stands_aside)
    if refusal is not None:
        raise RefusedByPolicy(reason=refusal.reason)


def list_actions(
    principal: Principal, item: RoundItem, *, stands_aside: bool, today: date
) -> Iterator[tuple[ItemVerb, str | None]]:
    """What can be thought of in the line's state, each with the reason for which this caller may not."""
    for verb in ItemVerb:
        obstacle = _obstacle(item, verb, today)
        if isinstance(obstacle, ItemStateForbids):
            continue
        refusal = find_refusal(principal, item, verb, stands_aside)
        if refusal is not None:
            yield verb, refusal.reason
        else:
            yield verb, obstacle.sentence() if obstacle else None
