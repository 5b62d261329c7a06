"""Who may do what with a deduction. Nobody holds both ends of one."""

from collections.abc import Iterator, Mapping

from hengjian.contracts.impartiality import SECOND_INSPECTOR, Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.actions import Action, weigh
from hengjian.kit.policy.refusals import NO_PERMISSION, Obstacle, Refusal
from hengjian.kit.time.clock import COUNTY_ZONE, office_now
from hengjian.supervision.decisions.errors import ObjectionTermOver
from hengjian.supervision.errors import DeductionStateForbids
from hengjian.supervision.models import Deduction
from hengjian.supervision.refusals import TERM_OVER
from hengjian.supervision.workflows.deductions import DEDUCTIONS, DeductionVerb

OPERATIONS: Mapping[DeductionVerb, str] = {
    DeductionVerb.CONFIRM: "confirm_deduction",
    DeductionVerb.CORRECT: "correct_deduction",
    DeductionVerb.RETURN: "return_deduction",
    DeductionVerb.MERGE: "merge_deduction",
    DeductionVerb.NOTIFY: "notify_deduction",
    DeductionVerb.OBJECT: "raise_objection",
    DeductionVerb.JUDGE: "judge_objection",
    DeductionVerb.PUBLISH: "publish_deduction",
    DeductionVerb.REVIEW_PUBLIC_TEXT: "review_public_text",
    DeductionVerb.REVOKE: "revoke_deduction",
}


def matter_of(deduction: Deduction, verb: DeductionVerb) -> Matter:
    """Whom it concerns, and who acted at which end; to judge, the objection is loaded."""
    acted: dict[str, list[str | None]] = {
        "record_deduction": [deduction.recorded_by],
        SECOND_INSPECTOR: [deduction.second_recorder],
        "confirm_deduction": [deduction.confirmed_by],
    }
    if verb is DeductionVerb.REVIEW_PUBLIC_TEXT and deduction.is_published:
        # Published words are only withheld, and whoever recorded may see first that they must be.
        acted = {}
    if verb is DeductionVerb.JUDGE and deduction.objection is not None:
        acted["raise_objection"] = [deduction.objection.raised_by]
    return Matter((deduction.unit_code,), deduction.cadre_codes, acted)


def find_refusal(principal: Principal, deduction: Deduction, verb: DeductionVerb, standing: Standing) -> Refusal | None:
    """Why this caller may not do this now although the state allows it; None when they may."""
    if not principal.may(DEDUCTIONS.permission_for(verb)):
        return NO_PERMISSION
    if bar := standing.find_bar(OPERATIONS[verb], matter_of(deduction, verb)):
        return bar
    return TERM_OVER if verb is DeductionVerb.OBJECT and is_term_over(deduction) else None


def is_term_over(deduction: Deduction) -> bool:
    return deduction.object_until is not None and office_now() > deduction.object_until


def find_obstacle(
    principal: Principal, deduction: Deduction, verb: DeductionVerb, standing: Standing
) -> Obstacle | None:
    """What keeps this caller from doing this: 409 for the state or the term, 403 with the reason otherwise."""
    if not DEDUCTIONS.is_possible(verb, deduction.state):
        return DeductionStateForbids(state=deduction.state)
    refusal = find_refusal(principal, deduction, verb, standing)
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
    principal: Principal, deduction: Deduction, standing: Standing, has_lost_ground: bool
) -> Iterator[Action]:
    """What the state allows, each with the reason for which this caller may not."""
    for verb in DeductionVerb:
        if _is_open(deduction, verb, has_lost_ground):
            yield weigh(verb, find_refusal(principal, deduction, verb, standing))
