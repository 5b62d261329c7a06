"""Who may do what with a rectification: the office asks, the unit reports, somebody without ties looks again."""

from collections.abc import Iterator

from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import Problem, RefusedByPolicy
from hengjian.supervision.deductions.policy import NO_PERMISSION, OWN_UNIT, STANDS_ASIDE, Refusal
from hengjian.supervision.deductions.states import DeductionState
from hengjian.supervision.models import Deduction, Rectification
from hengjian.supervision.rectifications.errors import (
    ExtensionWaits,
    NoExtensionAsked,
    NothingToPutRight,
    RectificationStateForbids,
)
from hengjian.supervision.rectifications.states import TRANSITIONS, RectificationState, RectificationVerb

ASKED_OF = frozenset({DeductionState.NOTIFIED, DeductionState.OBJECTED, DeductionState.EFFECTIVE})

OTHER_UNIT = Refusal(
    "只有被要求整改的单位可以报告或申请延期。", "Only the unit concerned may report or ask for an extension."
)
BY_THE_UNIT = frozenset({RectificationVerb.REPORT, RectificationVerb.ASK_EXTENSION})


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
    if verb in BY_THE_UNIT:
        return None if principal.unit_code == rectification.unit_code else OTHER_UNIT
    return _refuse_ties(principal, rectification.unit_code, stands_aside)


def find_state_refusal(rectification: Rectification, verb: RectificationVerb) -> Problem | None:
    """What keeps anybody from doing this now; None when the state allows it."""
    if RectificationState(rectification.state) not in TRANSITIONS[verb].possible_in:
        return RectificationStateForbids(state=rectification.state)
    asked = rectification.wanted_due_on
    if verb is RectificationVerb.ASK_EXTENSION and asked is not None:
        return ExtensionWaits(wanted_due_on=asked.isoformat())
    if verb is RectificationVerb.DECLINE_EXTENSION and asked is None:
        return NoExtensionAsked()
    return None


def check(principal: Principal, rectification: Rectification, verb: RectificationVerb, stands_aside: bool) -> None:
    """Raise what keeps this caller from doing this: 409 for the state, 403 with the reason otherwise."""
    if (problem := find_state_refusal(rectification, verb)) is not None:
        raise problem
    _refuse(find_refusal(principal, rectification, verb, stands_aside))


def list_actions(
    principal: Principal, rectification: Rectification, stands_aside: bool
) -> Iterator[tuple[RectificationVerb, Refusal | None]]:
    """What the state allows, each with the reason for which this caller may not."""
    for verb in RectificationVerb:
        if find_state_refusal(rectification, verb) is None:
            yield verb, find_refusal(principal, rectification, verb, stands_aside)
