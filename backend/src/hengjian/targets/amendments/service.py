from hengjian.contracts.events import PlannedTarget, TargetAmended
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.decimals import read_decimal, write_decimal
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.actions import weigh
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import office_now
from hengjian.targets.amendments import policy, repository
from hengjian.targets.amendments.errors import AmendmentOpen, NothingAmended, NotInThePlan, TargetHasMoved
from hengjian.targets.amendments.schemas import (
    AmendmentApproval,
    AmendmentDetailView,
    AmendmentEntry,
    AmendmentView,
)
from hengjian.targets.copies.repository import find_standing
from hengjian.targets.models import Amendment, AppraisalYear, Plan, PlanTarget
from hengjian.targets.plans.cascade import milestones_agree
from hengjian.targets.plans.errors import MilestonesFall
from hengjian.targets.plans.repository import save_plan
from hengjian.targets.schemas import TargetsReasonEntry
from hengjian.targets.workflows import AmendmentState, AmendmentVerb


def _in_force(plan: Plan, indicator_code: str) -> PlanTarget:
    for target in plan.targets_in_force:
        if target.indicator_code == indicator_code:
            return target
    raise NotInThePlan(indicator_code=indicator_code)


async def propose_amendment(
    session: WriteSession, plan: Plan, entry: AmendmentEntry, year: AppraisalYear, principal: Principal
) -> Amendment:
    """Ask for another target; what is in force now is kept with the proposal."""
    refuse_if(policy.find_obstacle_to_proposal(principal, plan, year))
    target = _in_force(plan, entry.indicator_code)
    milestones = {str(month): write_decimal(value) for month, value in entry.milestones.items()}
    if (entry.new_target, milestones) == (target.target, target.milestones):
        raise NothingAmended
    if not milestones_agree(target.direction, entry.new_target, entry.milestones):
        raise MilestonesFall(indicator_code=entry.indicator_code)
    if await repository.has_open_amendment(session, plan.id, entry.indicator_code):
        raise AmendmentOpen(indicator_code=entry.indicator_code)
    amendment = Amendment(
        plan_id=plan.id,
        year=plan.year,
        unit_code=plan.unit_code,
        unit_name=plan.subject_name,
        indicator_code=entry.indicator_code,
        indicator_name=target.indicator_name,
        old_target=target.target,
        old_milestones=target.milestones,
        new_target=entry.new_target,
        new_milestones=milestones,
        reason=entry.reason,
        state=AmendmentState.PROPOSED,
        proposed_by=principal.person_id,
        proposed_by_name=principal.name,
        proposed_at=office_now(),
    )
    await repository.save_amendment(session, amendment)
    return amendment


def _decide(amendment: Amendment, state: AmendmentState, reason: str, principal: Principal) -> None:
    amendment.state, amendment.decision_reason, amendment.decided_at = state, reason, office_now()
    amendment.decided_by, amendment.decided_by_name = principal.person_id, principal.name


async def approve_amendment(
    session: WriteSession,
    amendment: Amendment,
    plan: Plan,
    approval: AmendmentApproval,
    year: AppraisalYear,
    principal: Principal,
) -> None:
    """Put the new target into force as the plan's next version; the former one stays beside it."""
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle_to_decision(AmendmentVerb.APPROVE, principal, standing, amendment, year))
    former = _in_force(plan, amendment.indicator_code)
    if (former.target, former.milestones) != (amendment.old_target, amendment.old_milestones):
        raise TargetHasMoved
    _decide(amendment, AmendmentState.APPROVED, approval.reason, principal)
    amendment.document_number = approval.document_number
    former.until_version = plan.issue_version
    await save_plan(session, plan)
    plan.issue_version += 1
    plan.targets.append(_successor(former, amendment, plan.issue_version))
    await save_plan(session, plan)
    milestones = {int(month): read_decimal(value) for month, value in amendment.new_milestones.items()}
    await publish(
        session,
        TargetAmended(
            amendment_id=amendment.id,
            plan_id=plan.id,
            year=plan.year,
            unit_code=amendment.unit_code,
            target=PlannedTarget(
                indicator_code=amendment.indicator_code, target=amendment.new_target, milestones=milestones
            ),
        ),
    )


def _successor(former: PlanTarget, amendment: Amendment, version: int) -> PlanTarget:
    kept = ("position", "indicator_code", "indicator_name", "indicator_name_en", "unit_of_measure", "direction", "kind")
    return PlanTarget(
        **{name: getattr(former, name) for name in (*kept, "places", "carries_indicator_code")},
        target=amendment.new_target,
        milestones=amendment.new_milestones,
        since_version=version,
    )


async def reject_amendment(
    session: WriteSession,
    amendment: Amendment,
    rejection: TargetsReasonEntry,
    year: AppraisalYear,
    principal: Principal,
) -> None:
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle_to_decision(AmendmentVerb.REJECT, principal, standing, amendment, year))
    _decide(amendment, AmendmentState.REJECTED, rejection.reason, principal)
    await repository.save_amendment(session, amendment)


async def describe_amendment(
    session: AnySession, amendment: Amendment, year: AppraisalYear, principal: Principal
) -> AmendmentDetailView:
    standing = await find_standing(session, principal)
    decisions = [
        weigh(verb, policy.find_obstacle_to_decision(verb, principal, standing, amendment, year))
        for verb in AmendmentVerb
    ]
    return AmendmentDetailView(**AmendmentView.model_validate(amendment).model_dump(), actions=decisions)
