from collections.abc import Mapping

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.kit.problems.problems import NotPermitted
from hengjian.personnel.models import NominationRound
from hengjian.personnel.nominations.errors import WrongStage
from hengjian.personnel.terms import NominationStage
from hengjian.personnel.workflows import NOMINATION, NominationVerb

OPERATIONS: Mapping[NominationVerb, str] = {
    NominationVerb.SUGGEST: "suggest_candidates",
    NominationVerb.RECOMMEND: "record_recommendation",
    NominationVerb.SLATE: "set_slate",
    NominationVerb.PLENARY: "record_plenary_vote",
    NominationVerb.INSPECT: "set_inspection_subjects",
    NominationVerb.DECIDE: "decide_nomination",
}
_REACHED_BY = {stage: OPERATIONS[verb] for verb in OPERATIONS for stage in NOMINATION.transitions[verb].leads_to}


def matter_of(round_: NominationRound) -> Matter:
    """Whoever stands on its list, and who took which step."""
    acted: dict[str, list[str | None]] = {}
    for step in round_.steps:
        if operation := _REACHED_BY.get(NominationStage(step.stage)):
            acted.setdefault(operation, []).append(step.acted_by)
    return Matter(persons=[candidate.cadre_code for candidate in round_.candidates], acted=acted)


def find_obstacle(
    verb: NominationVerb, principal: Principal, standing: Standing, round_: NominationRound
) -> Obstacle | None:
    permission = NOMINATION.permission_for(verb)
    if not principal.may(permission):
        return NotPermitted(permission=permission)
    if not NOMINATION.is_possible(verb, round_.stage):
        return WrongStage(stage=round_.stage)
    return standing.find_bar(OPERATIONS[verb], matter_of(round_))
