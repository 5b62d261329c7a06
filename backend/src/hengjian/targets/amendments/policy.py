from collections.abc import Mapping

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.permissions import Permission
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.targets.amendments.errors import AmendmentIsDecided, PlanNotAmendable
from hengjian.targets.models import Amendment, AppraisalYear, Plan
from hengjian.targets.phases.policy import AMENDING, find_wrong_phase
from hengjian.targets.refusals import find_missing_permission, find_other_unit
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import AMENDMENT, PLAN, AmendmentVerb, PlanVerb

OPERATIONS: Mapping[AmendmentVerb, str] = {
    AmendmentVerb.APPROVE: "approve_amendment",
    AmendmentVerb.REJECT: "reject_amendment",
}


def find_obstacle_to_proposal(principal: Principal, plan: Plan, year: AppraisalYear) -> Obstacle | None:
    """A unit proposes for itself; the appraisal office may propose for any unit."""
    if missing := find_missing_permission(principal, PLAN.permission_for(PlanVerb.AMEND)):
        return missing
    if plan.level != PlanLevel.UNIT or not PLAN.is_possible(PlanVerb.AMEND, plan.state):
        return PlanNotAmendable()
    may_for_any = principal.may(Permission.TARGETS_AMENDMENT_APPROVE)
    return (None if may_for_any else find_other_unit(principal, plan.unit_code)) or find_wrong_phase(year, AMENDING)


def find_obstacle_to_decision(
    verb: AmendmentVerb, principal: Principal, standing: Standing, amendment: Amendment, year: AppraisalYear
) -> Obstacle | None:
    if missing := find_missing_permission(principal, AMENDMENT.permission_for(verb)):
        return missing
    if not AMENDMENT.is_possible(verb, amendment.state):
        return AmendmentIsDecided(state=amendment.state)
    matter = Matter((amendment.unit_code,), acted={"propose_amendment": [amendment.proposed_by]})
    return standing.find_bar(OPERATIONS[verb], matter) or find_wrong_phase(year, AMENDING)
