from collections.abc import Collection

from hengjian.contracts.permissions import Permission
from hengjian.kit.data.decimals import read_decimal
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import FieldError
from hengjian.targets.amendments.policy import check_proposal
from hengjian.targets.models import AppraisalYear, Plan
from hengjian.targets.plans.cascade import milestones_agree, resolve_carried
from hengjian.targets.plans.errors import (
    HigherPlanNotIssued,
    MilestonesFall,
    PlanIsIssued,
    SubjectMismatch,
    TargetMissing,
    TargetUntraceable,
)
from hengjian.targets.plans.schemas import PlanEntry, PlanLevel
from hengjian.targets.policy import check_own_unit, check_permission, refuse
from hengjian.targets.years.policy import PLANNING, check_phase


def check_subject(entry: PlanEntry) -> None:
    named = (entry.unit_code is not None, entry.cadre_code is not None)
    if named != {"county": (False, False), "unit": (True, False), "person": (False, True)}[entry.level]:
        raise SubjectMismatch


def check_writer(principal: Principal, level: str, unit_code: str | None) -> None:
    """County and unit plans are the appraisal office's, a person's plan is the head's of the person's own unit."""
    if level == PlanLevel.PERSON:
        check_own_unit(principal, unit_code)
    elif not principal.may(Permission.TARGETS_PLAN_ISSUE):
        raise refuse("县级和单位计划由考核办编制。", "County and unit plans are written by the appraisal office.")


def check_traceable(
    indicator_code: str, carries: str | None, level: str, higher_codes: Collection[str], pointer: str
) -> None:
    """What is carried must stand in the plan one level up; a person's target must carry something."""
    is_traced = carries in higher_codes if carries is not None else level != PlanLevel.PERSON
    if level != PlanLevel.COUNTY and not is_traced:
        params = {"indicator_code": indicator_code, "carries_indicator_code": carries or indicator_code}
        sentences = TargetUntraceable.zh.format(**params), TargetUntraceable.en.format(**params)
        raise TargetUntraceable([FieldError(pointer, TargetUntraceable.code, *sentences)], None, **params)


def check_ready(plan: Plan, higher_codes: Collection[str] | None) -> None:
    """May the plan be issued? ``higher_codes`` are the targets of the issued plan one level up, None where there is none."""
    if plan.is_issued:
        raise PlanIsIssued
    if plan.level != PlanLevel.COUNTY and higher_codes is None:
        raise HigherPlanNotIssued
    for target in plan.targets:
        if target.target is None and target.kind == "quantity":
            raise TargetMissing(indicator_code=target.indicator_code)
        carries = resolve_carried(target.indicator_code, target.carries_indicator_code, higher_codes or ())
        check_traceable(target.indicator_code, carries, plan.level, higher_codes or (), "")
        milestones = {int(month): read_decimal(value) for month, value in target.milestones.items()}
        if not milestones_agree(target.direction, target.target, milestones):
            raise MilestonesFall(indicator_code=target.indicator_code)


def check_issue(principal: Principal, plan: Plan, year: AppraisalYear) -> None:
    check_permission(principal, Permission.TARGETS_PLAN_ISSUE)
    check_phase(year, PLANNING)
    if plan.is_issued:
        raise PlanIsIssued


def check_rewrite(principal: Principal, plan: Plan, year: AppraisalYear) -> None:
    check_permission(principal, Permission.TARGETS_PLAN_WRITE)
    check_writer(principal, plan.level, plan.unit_code)
    check_phase(year, PLANNING)
    if plan.is_issued:
        raise PlanIsIssued


def check_amend(principal: Principal, plan: Plan, year: AppraisalYear) -> None:
    check_permission(principal, Permission.TARGETS_AMENDMENT_PROPOSE)
    check_proposal(principal, plan, year)
