from hengjian.contracts.permissions import Permission
from hengjian.kit.edge.auth import Principal
from hengjian.targets.amendments.errors import AmendmentIsDecided, PlanNotAmendable
from hengjian.targets.models import Amendment, AppraisalYear, Plan
from hengjian.targets.policy import check_own_unit, check_permission, refuse
from hengjian.targets.years.policy import AMENDING, check_phase


def check_proposal(principal: Principal, plan: Plan, year: AppraisalYear) -> None:
    """A unit proposes for itself; the appraisal office may propose for any unit."""
    if plan.level != "unit" or not plan.is_issued:
        raise PlanNotAmendable
    if not principal.may(Permission.TARGETS_AMENDMENT_APPROVE):
        check_own_unit(principal, plan.unit_code)
    check_phase(year, AMENDING)


def check_decision(principal: Principal, amendment: Amendment, year: AppraisalYear) -> None:
    check_permission(principal, Permission.TARGETS_AMENDMENT_APPROVE)
    if amendment.state != "proposed":
        raise AmendmentIsDecided(state=amendment.state)
    if principal.subject == amendment.proposed_by:
        raise refuse("申请人不能审批自己的申请。", "Whoever proposed an amendment cannot decide it.")
    check_phase(year, AMENDING)
