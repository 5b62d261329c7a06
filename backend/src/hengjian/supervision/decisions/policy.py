"""Who may do what with a deduction. Nobody holds both ends of one."""

from collections.abc import Iterator

from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.actions import Action, weigh
from hengjian.kit.policy.refusals import NO_PERMISSION, Obstacle, Refusal
from hengjian.kit.time.clock import COUNTY_ZONE, office_now
from hengjian.supervision.decisions.errors import ObjectionTermOver
from hengjian.supervision.errors import DeductionStateForbids
from hengjian.supervision.models import Deduction
from hengjian.supervision.refusals import TERM_OVER, find_tie
from hengjian.supervision.workflows.deductions import DEDUCTIONS, DeductionVerb

_TELLERS = frozenset({DeductionVerb.CONFIRM, DeductionVerb.RETURN, DeductionVerb.MERGE})
_DECIDERS = frozenset({DeductionVerb.CORRECT, DeductionVerb.JUDGE, DeductionVerb.REVOKE})

RECORDED_BY_YOU = Refusal("本人记录的扣分须由他人核定。", "You recorded this; somebody else must decide on it.")
SECOND_TO_RECORD = Refusal(
    "您是该扣分的第二督查员，须由他人核定。", "You were the second inspector; somebody else must decide on it."
)
CONFIRMED_BY_YOU = Refusal("本人确认的扣分须由他人裁定。", "You confirmed this; somebody else must judge it.")
TEXT_BY_YOU = Refusal(
    "本人记录的扣分，公开文字须由他人审核。", "You recorded this; somebody else must review what the public reads."
)
OTHER_UNIT = Refusal("只有被扣分单位可以申辩。", "Only the unit concerned may object.")


def find_refusal(principal: Principal, deduction: Deduction, verb: DeductionVerb, stands_aside: bool) -> Refusal | None:
    """Why this caller may not do this now although the state allows it; None when they may."""
    if not principal.may(DEDUCTIONS.permission_for(verb)):
        return NO_PERMISSION
    if verb is DeductionVerb.OBJECT:
        return _refuse_objection(principal, deduction)
    return next(_list_refusals(principal, deduction, verb, stands_aside), None)


def _list_refusals(
    principal: Principal, deduction: Deduction, verb: DeductionVerb, stands_aside: bool
) -> Iterator[Refusal]:
    """What stands in the way of an office, the nearest first."""
    if verb in _TELLERS | _DECIDERS:
        if (tie := find_tie(principal, deduction.unit_code, stands_aside)) is not None:
            yield tie
        if deduction.recorded_by == principal.subject:
            yield RECORDED_BY_YOU
        if deduction.second_recorder == principal.subject:
            yield SECOND_TO_RECORD
    is_own_text = verb is DeductionVerb.REVIEW_PUBLIC_TEXT and not deduction.is_published
    if is_own_text and deduction.recorded_by == principal.subject:
        yield TEXT_BY_YOU
    if verb in _DECIDERS and deduction.confirmed_by == principal.subject:
        yield CONFIRMED_BY_YOU


def _refuse_objection(principal: Principal, deduction: Deduction) -> Refusal | None:
    if principal.unit_code != deduction.unit_code:
        return OTHER_UNIT
    return TERM_OVER if is_term_over(deduction) else None


def is_term_over(deduction: Deduction) -> bool:
    return deduction.object_until is not None and office_now() > deduction.object_until


def find_obstacle(
    principal: Principal, deduction: Deduction, verb: DeductionVerb, stands_aside: bool = False
) -> Obstacle | None:
    """What keeps this caller from doing this: 409 for the state or the term, 403 with the reason otherwise."""
    if not DEDUCTIONS.is_possible(verb, deduction.state):
        return DeductionStateForbids(state=deduction.state)
    refusal = find_refusal(principal, deduction, verb, stands_aside)
    if refusal is TERM_OVER and deduction.object_until is not None:
        until = deduction.object_until.astimezone(COUNTY_ZONE)
        return ObjectionTermOver(until=until.isoformat(timespec="minutes"))
    return refusal


def _is_open(deduction: Deduction, verb: DeductionVerb, has_lost_ground: bool) -> bool:
    if verb is DeductionVerb.PUBLISH and deduction.is_published:
        return False
    if verb is DeductionVerb.CORRECT and not has_lost_ground:
        return False
    return DEDUCTIONS.is_possible(verb, deduction.state)


def list_actions(
    principal: Principal, deduction: Deduction, stands_aside: bool, has_lost_ground: bool
) -> Iterator[Action]:
    """What the state allows, each with the reason for which this caller may not."""
    for verb in DeductionVerb:
        if _is_open(deduction, verb, has_lost_ground):
            yield weigh(verb, find_refusal(principal, deduction, verb, stands_aside))
