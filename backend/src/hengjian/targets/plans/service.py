from collections.abc import Sequence

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession
from hengjian.kit.following.changes import FollowedRows, FollowRequest
from hengjian.targets.courses import course_of, expect
from hengjian.targets.models import PlanTarget
from hengjian.targets.plans import repository
from hengjian.targets.plans.cascade import Carried, Covered, Link, trace_coverage
from hengjian.targets.plans.repository import YearTarget
from hengjian.targets.plans.schemas import (
    CarryingPersonView,
    CarryingUnitView,
    CoverageView,
    CoveredTargetView,
    PlanTargetView,
    UnitTargetView,
)
from hengjian.targets.terms import PlanLevel


async def describe_unit_targets(
    session: AnySession, visible: Visibility, page: FollowRequest, *, year: int, month: int, unit_code: str | None
) -> FollowedRows[UnitTargetView]:
    """What every unit owes by the end of a month, by the rule of the monthly report's light."""
    rows = await repository.list_unit_targets(session, visible, page, year=year, unit_code=unit_code)
    return rows.with_items([_unit_target(target, month) for target in rows.items])


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
    county = {target.indicator_code: target for target in targets if target.level == PlanLevel.COUNTY}
    covered = trace_coverage(list(county), _links(targets, PlanLevel.UNIT), _links(targets, PlanLevel.PERSON))
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
