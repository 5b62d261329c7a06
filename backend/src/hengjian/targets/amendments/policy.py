from hengjian.contracts.permissions import Permission
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle, Refusal
from hengjian.targets.amendments.errors import AmendmentIsDecided, PlanNotAmendable
from hengjian.targets.models import Amendment, AppraisalYear, Plan
from hengjian.targets.phases.policy import AMENDING, find_wrong_phase
from hengjian.targets.refusals import find_missing_permission, find_other_unit
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import AMENDMENT, PLAN, AmendmentVerb, PlanVerb

OWN_PROPOSAL = Refusal("申请人不能审批自己的申请。", "Whoever proposed an amendment cannot decide it.")


def find_obstacle_to_proposal(principal: Principal, plan: Plan, year: AppraisalYear) -> Obstacle | None:
    """A unit proposes for itself; the appraisal office may propose for any unit."""
    if missing := find_missing_permission(principal, PLAN.permission_for(PlanVerb.AMEND)):
        return missing
    if plan.level != PlanLevel.UNIT or not PLAN.is_possible(PlanVerb.AMEND, plan.state):
        return PlanNotAmendable()
    may_for_any = principal.may(Permission.TARGETS_AMENDMENT_APPROVE)
    return (None if may_for_any else find_other_unit(principal, plan.unit_code)) or find_wrong_phase(year, AMENDING)


def find_obstacle_to_decision(
    verb: AmendmentVerb, principal: Principal, amendment: Amendment, year: AppraisalYear
) -> Obstacle | None:
    if missing := find_missing_permission(principal, AMENDMENT.permission_for(verb)):
        return missing
    if not AMENDMENT.is_possible(verb, amendment.state):
        return AmendmentIsDecided(state=amendment.state)
    if principal.subject == amendment.proposed_by:
        return OWN_PROPOSAL
    return find_wrong_phase(year, AMENDING)
