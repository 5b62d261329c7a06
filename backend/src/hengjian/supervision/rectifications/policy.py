"""Who may do what with a rectification: the office asks, the unit reports, somebody without ties looks again."""

from collections.abc import Iterator

from hengjian.kit.auth import Principal
from hengjian.kit.problems import RefusedByPolicy
from hengjian.supervision.deductions.policy import NO_PERMISSION, OWN_UNIT, STANDS_ASIDE, Refusal
from hengjian.supervision.deductions.states import DeductionState
from hengjian.supervision.models import Deduction, Rectification
from hengjian.supervision.rectifications.errors import NothingToPutRight, RectificationStateForbids
from hengjian.supervision.rectifications.states import TRANSITIONS, RectificationState, RectificationVerb

ASKED_OF = frozenset({DeductionState.NOTIFIED, DeductionState.OBJECTED, DeductionState.EFFECTIVE})

OTHER_UNIT = Refusal("只有被要求整改的单位可以报告。", "Only the unit concerned may report.")


def check_may_open(principal: Principal, deduction: Deduction, stands_aside: bool) -> None:
    if deduction.state not in ASKED_OF:
        raise NothingToPutRight(state=deduction.state)
    _refuse(_refuse_ties(principal, deduction.unit_code, stands_aside))


def _refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise RefusedByPolicy(reason=refusal.reason)


def _refuse_ties(principal: Principal, unit_code: str, stands_aside: bool) -> Refusal | None:
    if principal.unit_code == unit_code:
        return OWN_UNIT
    return STANDS_ASIDE if stands_aside else None


def find_refusal(
    principal: Principal, rectification: Rectification, verb: RectificationVerb, stands_aside: bool
) -> Refusal | None:
    """Why this caller may not do this now although the state allows it; None when they may."""
    if not principal.may(TRANSITIONS[verb].permission):
        return NO_PERMISSION
    if verb is RectificationVerb.REPORT:
        return None if principal.unit_code == rectification.unit_code else OTHER_UNIT
    return _refuse_ties(principal, rectification.unit_code, stands_aside)


def is_possible(rectification: Rectification, verb: RectificationVerb) -> bool:
    return RectificationState(rectification.state) in TRANSITIONS[verb].possible_in


def check(principal: Principal, rectification: Rectification, verb: RectificationVerb, stands_aside: bool) -> None:
    """Raise what keeps this caller from doing this: 409 for the state, 403 with the reason otherwise."""
    if not is_possible(rectification, verb):
        raise RectificationStateForbids(state=rectification.state)
    _refuse(find_refusal(principal, rectification, verb, stands_aside))


def list_actions(
    principal: Principal, rectification: Rectification, stands_aside: bool
) -> Iterator[tuple[RectificationVerb, Refusal | None]]:
    """What the state allows, each with the reason for which this caller may not."""
    for verb in RectificationVerb:
        if is_possible(rectification, verb):
            yield verb, find_refusal(principal, rectification, verb, stands_aside)
