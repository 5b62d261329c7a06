"""Who may do what with a rectification: the office asks, the unit reports, somebody without ties looks again."""

from collections.abc import Iterator

from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.actions import Action, weigh
from hengjian.kit.policy.refusals import NO_PERMISSION, Obstacle, Refusal
from hengjian.kit.problems.problems import Problem
from hengjian.supervision.models import Deduction, Rectification
from hengjian.supervision.rectifications.errors import (
    ExtensionWaits,
    NoExtensionAsked,
    NothingToPutRight,
    RectificationStateForbids,
)
from hengjian.supervision.refusals import find_tie
from hengjian.supervision.workflows.deductions import DeductionState
from hengjian.supervision.workflows.rectifications import RECTIFICATIONS, RectificationVerb

ASKED_OF = frozenset({DeductionState.NOTIFIED, DeductionState.OBJECTED, DeductionState.EFFECTIVE})

OTHER_UNIT = Refusal(
    "只有被要求整改的单位可以报告或申请延期。", "Only the unit concerned may report or ask for an extension."
)
BY_THE_UNIT = frozenset({RectificationVerb.REPORT, RectificationVerb.ASK_EXTENSION})


def find_opening_obstacle(principal: Principal, deduction: Deduction, stands_aside: bool) -> Obstacle | None:
    """What keeps this caller, who may ask for rectifications, from asking for this one."""
    if deduction.state not in ASKED_OF:
        return NothingToPutRight(state=deduction.state)
    return find_tie(principal, deduction.unit_code, stands_aside)


def find_refusal(
    principal: Principal, rectification: Rectification, verb: RectificationVerb, stands_aside: bool
) -> Refusal | None:
    """Why this caller may not do this now although the state allows it; None when they may."""
    if not principal.may(RECTIFICATIONS.permission_for(verb)):
        return NO_PERMISSION
    if verb in BY_THE_UNIT:
        return None if principal.unit_code == rectification.unit_code else OTHER_UNIT
    return find_tie(principal, rectification.unit_code, stands_aside)


def find_state_obstacle(rectification: Rectification, verb: RectificationVerb) -> Problem | None:
    """What keeps anybody from doing this now; None when the state allows it."""
    if not RECTIFICATIONS.is_possible(verb, rectification.state):
        return RectificationStateForbids(state=rectification.state)
    asked = rectification.wanted_due_on
    if verb is RectificationVerb.ASK_EXTENSION and asked is not None:
        return ExtensionWaits(wanted_due_on=asked.isoformat())
    if verb is RectificationVerb.DECLINE_EXTENSION and asked is None:
        return NoExtensionAsked()
    return None


def find_obstacle(
    principal: Principal, rectification: Rectification, verb: RectificationVerb, stands_aside: bool
) -> Obstacle | None:
    """What keeps this caller from doing this: 409 for the state, 403 with the reason otherwise."""
    return find_state_obstacle(rectification, verb) or find_refusal(principal, rectification, verb, stands_aside)


def list_actions(principal: Principal, rectification: Rectification, stands_aside: bool) -> Iterator[Action]:
    """What the state allows, each with the reason for which this caller may not."""
    for verb in RectificationVerb:
        if find_state_obstacle(rectification, verb) is None:
            yield weigh(verb, find_refusal(principal, rectification, verb, stands_aside))
