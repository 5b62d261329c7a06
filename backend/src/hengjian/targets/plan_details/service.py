"""A plan with everything that came to hang on it: this room alone knows plans, letters and amendments together."""

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.policy.actions import weigh
from hengjian.targets.amendments.policy import find_obstacle_to_proposal
from hengjian.targets.amendments.schemas import AmendmentView
from hengjian.targets.copies.repository import find_standing
from hengjian.targets.letters.schemas import LetterView
from hengjian.targets.models import AppraisalYear, Plan
from hengjian.targets.plan_details.schemas import PlanDetailView
from hengjian.targets.plans.policy import find_obstacle_to_issue, find_obstacle_to_rewrite
from hengjian.targets.plans.schemas import PlanTargetView, PlanView
from hengjian.targets.workflows import PlanVerb


async def describe_plan(session: AnySession, plan: Plan, year: AppraisalYear, principal: Principal) -> PlanDetailView:
    """The plan with all it came to hold, and what this reader may do with it."""
    standing = await find_standing(session, principal)
    former = [target for target in plan.targets if target.until_version is not None]
    return PlanDetailView(
        **PlanView.model_validate(plan).model_dump(),
        targets=[PlanTargetView.model_validate(target) for target in plan.targets_in_force],
        former_targets=[PlanTargetView.model_validate(target) for target in former],
        amendments=[AmendmentView.model_validate(amendment) for amendment in plan.amendments],
        letter=LetterView.model_validate(plan.letter) if plan.letter else None,
        actions=[
            weigh(PlanVerb.REWRITE, find_obstacle_to_rewrite(principal, plan, year)),
            weigh(PlanVerb.ISSUE, find_obstacle_to_issue(principal, standing, plan, year)),
            weigh(PlanVerb.AMEND, find_obstacle_to_proposal(principal, plan, year)),
        ],
    )
