"""Who may do what with a rectification: the office asks, the unit reports, somebody without ties looks again."""

from collections.abc import Iterator, Mapping

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
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
from hengjian.supervision.workflows.deductions import DeductionState
from hengjian.supervision.workflows.rectifications import (
    RECTIFICATIONS,
    RectificationState,
    RectificationVerb,
    StepKind,
)

ASKED_OF = frozenset({DeductionState.NOTIFIED, DeductionState.OBJECTED, DeductionState.EFFECTIVE})

OPERATIONS: Mapping[RectificationVerb, str] = {
    RectificationVerb.ASK_EXTENSION: "ask_for_extension",
    RectificationVerb.DECLINE_EXTENSION: "decline_extension",
    RectificationVerb.EXTEND: "extend_rectification",
    RectificationVerb.RECHECK: "recheck_rectification",
    RectificationVerb.REPORT: "report_rectification",
    RectificationVerb.WITHDRAW: "withdraw_rectification",
}


def _matter_of(rectification: Rectification) -> Matter:
    """With its steps loaded."""
    reported = [step.by for step in rectification.steps if step.state == RectificationState.REPORTED]
    asked = [step.by for step in rectification.steps if step.kind == StepKind.EXTENSION_ASKED]
    acted = {"report_rectification": reported, "ask_for_extension": asked}
    return Matter((rectification.unit_code,), acted=acted)


def find_opening_obstacle(deduction: Deduction, standing: Standing) -> Obstacle | None:
    """What keeps somebody who may ask for rectifications from asking for this one."""
    if deduction.state not in ASKED_OF:
        return NothingToPutRight(state=deduction.state)
    return standing.find_bar("open_rectification", Matter((deduction.unit_code,), deduction.cadre_codes))


def find_refusal(
    principal: Principal, rectification: Rectification, verb: RectificationVerb, standing: Standing
) -> Refusal | None:
    """Why this caller may not do this now although the state allows it; None when they may."""
    if not principal.may(RECTIFICATIONS.permission_for(verb)):
        return NO_PERMISSION
    return standing.find_bar(OPERATIONS[verb], _matter_of(rectification))


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
    principal: Principal, rectification: Rectification, verb: RectificationVerb, standing: Standing
) -> Obstacle | None:
    """What keeps this caller from doing this: 409 for the state, 403 with the reason otherwise."""
    return find_state_obstacle(rectification, verb) or find_refusal(principal, rectification, verb, standing)


def list_actions(principal: Principal, rectification: Rectification, standing: Standing) -> Iterator[Action]:
    """What the state allows, each with the reason for which this caller may not."""
    for verb in RectificationVerb:
        if find_state_obstacle(rectification, verb) is None:
            yield weigh(verb, find_refusal(principal, rectification, verb, standing))
