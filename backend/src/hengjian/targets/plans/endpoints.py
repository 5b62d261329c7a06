from uuid import UUID

from hengjian.contracts.codes import Code, Month, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import Conflict, InvalidInput, NotFound, RefusedByPolicy, found, problems
from hengjian.targets.errors import UnknownIndicator, UnknownTargetsUnit, UnknownYear, WrongPhase
from hengjian.targets.models import Plan
from hengjian.targets.permissions import PlanIssuer, PlanReader, PlanWriter
from hengjian.targets.plans import drafts, issuing, repository, service
from hengjian.targets.plans.errors import (
    HigherPlanNotIssued,
    IndicatorTwice,
    MilestonesFall,
    PlanIsIssued,
    SubjectMismatch,
    TargetMissing,
    TargetUntraceable,
    UnknownCadre,
)
from hengjian.targets.plans.schemas import (
    CoverageView,
    PlanEntry,
    PlanIssue,
    PlanIssueOutcome,
    PlanView,
    UnitTargetView,
)
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import PlanState

router = service_router("/api/v1/targets", tag="plans")


@router.get(
    "/plans",
    operation_id="list_plans",
    summary="Plans of the county, and of the units and persons that the caller may see",
    response_model=FollowedPage[PlanView],
)
async def list_plans(
    session: Reading,
    page: Following,
    principal: PlanReader,
    year: Year | None = None,
    level: PlanLevel | None = None,
    unit_code: Code | None = None,
    cadre_code: Code | None = None,
    state: PlanState | None = None,
) -> FollowedRows[Plan]:
    return await repository.list_plans(
        session,
        principal.visibility,
        page,
        year=year,
        level=level,
        unit_code=unit_code,
        cadre_code=cadre_code,
        state=state,
    )


@router.post(
    "/plans:batch",
    operation_id="draft_plans",
    summary="Write drafts by year, level and subject; a draft is replaced as a whole",
    responses=problems(
        UnknownYear,
        WrongPhase,
        SubjectMismatch,
        UnknownTargetsUnit,
        UnknownCadre,
        RefusedByPolicy,
        UnknownIndicator,
        IndicatorTwice,
        MilestonesFall,
        TargetUntraceable,
        PlanIsIssued,
        Conflict,
    ),
)
async def draft_plans(session: Writing, batch: Batch[PlanEntry], principal: PlanWriter) -> BatchOutcome:
    return await drafts.draft_plans(session, batch, principal)


@router.post(
    "/plans:issue",
    operation_id="issue_plans",
    summary="Issue the drafts of a level, a class or a list at once; dry_run shows what would happen",
    responses=problems(RefusedByPolicy, UnknownYear, WrongPhase, NotFound, InvalidInput),
)
async def issue_plans(session: Writing, wanted: PlanIssue, principal: PlanIssuer) -> PlanIssueOutcome:
    return await issuing.issue_plans(session, wanted, principal)


@router.post(
    "/plans/{plan_id}:issue",
    operation_id="issue_plan",
    summary="Issue one plan",
    response_model=PlanView,
    responses=problems(
        RefusedByPolicy,
        NotFound,
        WrongPhase,
        PlanIsIssued,
        HigherPlanNotIssued,
        TargetMissing,
        TargetUntraceable,
        MilestonesFall,
    ),
)
async def issue_plan(session: Writing, plan_id: UUID, principal: PlanIssuer, version: IfMatchGiven) -> Plan:
    plan = found(await repository.get_plan_for_update(session, principal.visibility, plan_id))
    check_version(plan, version)
    await issuing.issue_plan(session, plan, principal)
    return plan


@router.get(
    "/coverage",
    operation_id="trace_coverage",
    summary="Every county target with the units and persons that carry it, and what nobody carries",
)
async def trace_coverage(session: Reading, year: Year, principal: PlanReader) -> CoverageView:
    return await service.describe_coverage(session, principal.visibility, year)


@router.get(
    "/unit-targets",
    operation_id="list_unit_targets",
    summary="Targets in force of the units that the caller may see, with what is due by the end of a month",
    response_model=FollowedPage[UnitTargetView],
)
async def list_unit_targets(
    session: Reading, page: Following, principal: PlanReader, year: Year, month: Month, unit_code: Code | None = None
) -> FollowedRows[UnitTargetView]:
    return await service.describe_unit_targets(
        session, principal.visibility, page, year=year, month=month, unit_code=unit_code
    )
