from collections.abc import Sequence

from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.auth import Principal, Visibility
from hengjian.kit.edge.paging import PageRequest, Rows
from hengjian.targets.amendments.schemas import AmendmentView
from hengjian.targets.letters.schemas import LetterView
from hengjian.targets.models import AppraisalYear, Plan, PlanTarget
from hengjian.targets.plans import policy, repository
from hengjian.targets.plans.cascade import Carried, Covered, Link, trace_coverage
from hengjian.targets.plans.repository import YearTarget
from hengjian.targets.plans.schemas import (
    CarryingPersonView,
    CarryingUnitView,
    CoverageView,
    CoveredTargetView,
    PlanDetailView,
    PlanTargetView,
    PlanView,
    UnitTargetView,
)
from hengjian.targets.reports.lights import course_of, expect
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


async def describe_unit_targets(
    session: AnySession, visible: Visibility, page: PageRequest, *, year: int, month: int, unit_code: str | None
) -> Rows[UnitTargetView]:
    """What every unit owes by the end of a month, by the rule of the monthly report's light."""
    rows = await repository.list_unit_targets(session, visible, page, year=year, unit_code=unit_code)
    return Rows([_unit_target(target, month) for target in rows.items], rows.next)


def _unit_target(target: PlanTarget, month: int) -> UnitTargetView:
    expectation = expect(course_of(target), month, yellow_percent=100)
    return UnitTargetView.model_validate(
        {
            **PlanTargetView.model_validate(target).model_dump(),
            "id": target.id,
            "plan_id": target.plan_id,
            "issue_version": target.plan.issue_version,
            "unit_code": target.plan.unit_code,
            "unit_name": target.plan.subject_name,
            "month": month,
            "basis": expectation.basis,
            "expected": expectation.expected,
        }
    )


async def describe_coverage(session: AnySession, visible: Visibility, year: int) -> CoverageView:
    """Who carries each county target. Flags and counts are the county's, the names only those the reader may see."""
    targets = await repository.list_targets_of_year(session, year)
    county = {target.indicator_code: target for target in targets if target.level == "county"}
    covered = trace_coverage(list(county), _links(targets, "unit"), _links(targets, "person"))
    lines = [_covered_view(county[line.indicator_code], line, visible) for line in covered]
    return CoverageView(
        year=year,
        target_count=len(lines),
        uncovered_count=sum(line.is_uncovered for line in covered),
        targets=lines,
    )


def _links(targets: Sequence[YearTarget], level: str) -> list[Link[YearTarget]]:
    return [
        Link(
            holder=target.cadre_code or target.unit_code or "",
            unit_code=target.unit_code or "",
            indicator_code=target.indicator_code,
            carries=target.carries_indicator_code,
            record=target,
        )
        for target in targets
        if target.level == level and target.carries_indicator_code is not None
    ]


def _covered_view(target: YearTarget, covered: Covered[YearTarget], visible: Visibility) -> CoveredTargetView:
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


def _carried_view(carried: Carried[YearTarget]) -> CarryingUnitView:
    return CarryingUnitView(
        **carried.unit.record._asdict(),
        is_uncovered=carried.is_uncovered,
        person_count=len(carried.persons),
        persons=[CarryingPersonView(**person.record._asdict()) for person in carried.persons],
    )
