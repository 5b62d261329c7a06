from collections.abc import Collection

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.permissions import Permission
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.decimals import read_decimal
from hengjian.kit.policy.refusals import Obstacle, Refusal
from hengjian.kit.problems.problems import FieldError, Problem
from hengjian.targets.models import AppraisalYear, Plan
from hengjian.targets.phases.policy import PLANNING, find_wrong_phase
from hengjian.targets.plans.cascade import milestones_agree, resolve_carried
from hengjian.targets.plans.errors import (
    HigherPlanNotIssued,
    MilestonesFall,
    PlanIsIssued,
    SubjectMismatch,
    TargetMissing,
    TargetUntraceable,
)
from hengjian.targets.plans.schemas import PlanEntry
from hengjian.targets.refusals import find_missing_permission, find_other_unit
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import PLAN, PlanVerb

NOT_THE_OFFICE = Refusal("县级和单位计划由考核办编制。", "County and unit plans are written by the appraisal office.")
_NAMED = {PlanLevel.COUNTY: (False, False), PlanLevel.UNIT: (True, False), PlanLevel.PERSON: (False, True)}
"""Whether a plan of the level names a unit, and a cadre."""


def find_wrong_subject(entry: PlanEntry) -> SubjectMismatch | None:
    named = (entry.unit_code is not None, entry.cadre_code is not None)
    return None if named == _NAMED[entry.level] else SubjectMismatch()


def find_other_writer(principal: Principal, level: str, unit_code: str | None) -> Refusal | None:
    """County and unit plans are the appraisal office's, a person's plan is the head's of the person's own unit."""
    if level == PlanLevel.PERSON:
        return find_other_unit(principal, unit_code)
    return None if principal.may(Permission.TARGETS_PLAN_ISSUE) else NOT_THE_OFFICE


def find_untraceable(
    indicator_code: str, carries: str | None, level: str, higher_codes: Collection[str], pointer: str
) -> TargetUntraceable | None:
    """What is carried must stand in the plan one level up; a person's target must carry something."""
    is_traced = carries in higher_codes if carries is not None else level != PlanLevel.PERSON
    if level == PlanLevel.COUNTY or is_traced:
        return None
    params = {"indicator_code": indicator_code, "carries_indicator_code": carries or indicator_code}
    sentences = TargetUntraceable((), None, **params).sentences
    return TargetUntraceable([FieldError(pointer, TargetUntraceable.code, *sentences)], None, **params)


def _find_issued(verb: PlanVerb, plan: Plan) -> PlanIsIssued | None:
    return None if PLAN.is_possible(verb, plan.state) else PlanIsIssued()


def find_unreadiness(plan: Plan, higher_codes: Collection[str] | None) -> Problem | None:
    """What the plan lacks to be issued. ``higher_codes`` are the targets of the issued plan one level up, None where
    there is none."""
    if issued := _find_issued(PlanVerb.ISSUE, plan):
        return issued
    if plan.level != PlanLevel.COUNTY and higher_codes is None:
        return HigherPlanNotIssued()
    for target in plan.targets:
        if target.target is None and target.kind == "quantity":
            return TargetMissing(indicator_code=target.indicator_code)
        carries = resolve_carried(target.indicator_code, target.carries_indicator_code, higher_codes or ())
        if untraceable := find_untraceable(target.indicator_code, carries, plan.level, higher_codes or (), ""):
            return untraceable
        milestones = {int(month): read_decimal(value) for month, value in target.milestones.items()}
        if not milestones_agree(target.direction, target.target, milestones):
            return MilestonesFall(indicator_code=target.indicator_code)
    return None


def find_writer(operation: str, standing: Standing, plan: Plan) -> Refusal | None:
    """Whoever wrote the plan does not put it into force."""
    return standing.find_bar(operation, Matter(acted={"draft_plans": plan.writers}))


def find_obstacle_to_issue(
    principal: Principal, standing: Standing, plan: Plan, year: AppraisalYear
) -> Obstacle | None:
    return (
        find_missing_permission(principal, PLAN.permission_for(PlanVerb.ISSUE))
        or find_wrong_phase(year, PLANNING)
        or _find_issued(PlanVerb.ISSUE, plan)
        or find_writer("issue_plan", standing, plan)
    )


def find_obstacle_to_rewrite(principal: Principal, plan: Plan, year: AppraisalYear) -> Obstacle | None:
    return (
        find_missing_permission(principal, PLAN.permission_for(PlanVerb.REWRITE))
        or find_other_writer(principal, plan.level, plan.unit_code)
        or find_wrong_phase(year, PLANNING)
        or _find_issued(PlanVerb.REWRITE, plan)
    )
