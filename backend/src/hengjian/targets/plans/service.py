from collections.abc import Sequence

from hengjian.kit.auth import Principal, Visibility
from hengjian.kit.database import AnySession
from hengjian.targets.amendments.schemas import AmendmentView
from hengjian.targets.letters.schemas import LetterView
from hengjian.targets.models import AppraisalYear, Plan, PlanTarget
from hengjian.targets.plans import policy, repository
from hengjian.targets.plans.cascade import Carried, Covered, Link, trace_coverage
from hengjian.targets.plans.schemas import (
    CarryingPersonView,
    CarryingUnitView,
    CoverageView,
    CoveredTargetView,
    PlanDetailView,
    PlanTargetView,
    PlanView,
)
from hengjian.targets.schemas import weigh_action


def describe_plan(plan: Plan, year: AppraisalYear, principal: Principal) -> PlanDetailView:
    """The plan with all it came to hold, and what this reader may do with it."""
    former = [target for target in plan.targets if target.until_version is not None]
    return PlanDetailView(
        **PlanView.model_validate(plan).model_dump(),
        targets=[PlanTargetView.model_validate(target) for target in plan.targets_in_force],
        former_targets=[PlanTargetView.model_validate(target) for target in former],
        amendments=[AmendmentView.model_validate(amendment) for amendment in plan.amendments],
        letter=LetterView.model_validate(plan.letter) if plan.letter else None,
        actions=[
            weigh_action("rewrite", lambda: policy.check_rewrite(principal, plan, year)),
            weigh_action("issue", lambda: policy.check_issue(principal, plan, year)),
            weigh_action("amend", lambda: policy.check_amend(principal, plan, year)),
        ],
    )


async def describe_coverage(session: AnySession, visible: Visibility, year: int) -> CoverageView:
    """Who carries each county target. Flags and counts are the county's, the names only those the reader may see."""
    targets = await repository.list_targets_of_year(session, year)
    county = {target.indicator_code: target for target in targets if target.plan.level == "county"}
    covered = trace_coverage(list(county), _links(targets, "unit"), _links(targets, "person"))
    lines = [_covered_view(county[line.indicator_code], line, visible) for line in covered]
    return CoverageView(
        year=year,
        target_count=len(lines),
        uncovered_count=sum(line.is_uncovered for line in covered),
        targets=lines,
    )


def _links(targets: Sequence[PlanTarget], level: str) -> list[Link[PlanTarget]]:
    return [
        Link(
            holder=target.plan.cadre_code or target.plan.unit_code or "",
            unit_code=target.plan.unit_code or "",
            indicator_code=target.indicator_code,
            carries=target.carries_indicator_code,
            record=target,
        )
        for target in targets
        if target.plan.level == level and target.carries_indicator_code is not None
    ]


def _covered_view(target: PlanTarget, covered: Covered[PlanTarget], visible: Visibility) -> CoveredTargetView:
    return CoveredTargetView(
        indicator_code=target.indicator_code,
        indicator_name=target.indicator_name,
        indicator_name_en=target.indicator_name_en,
        unit_of_measure=target.unit_of_measure,
        target=target.target,
        is_uncovered=covered.is_uncovered,
        unit_count=len(covered.units),
        uncovered_unit_count=covered.uncovered_unit_count,
        person_count=covered.person_count,
        units=[_carried_view(carried) for carried in covered.units if visible.includes(carried.unit.unit_code)],
    )


def _carried_view(carried: Carried[PlanTarget]) -> CarryingUnitView:
    target, plan = carried.unit.record, carried.unit.record.plan
    return CarryingUnitView(
        unit_code=carried.unit.unit_code,
        subject_name=plan.subject_name,
        indicator_code=target.indicator_code,
        target=target.target,
        plan_id=plan.id,
        state=plan.state,
        is_uncovered=carried.is_uncovered,
        person_count=len(carried.persons),
        persons=[
            CarryingPersonView(
                cadre_code=person.holder,
                subject_name=person.record.plan.subject_name,
                indicator_code=person.indicator_code,
                target=person.record.target,
                plan_id=person.record.plan_id,
                state=person.record.plan.state,
            )
            for person in carried.persons
        ],
    )
