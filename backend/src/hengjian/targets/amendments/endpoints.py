from uuid import UUID

from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.targets.amendments import repository, service
from hengjian.targets.amendments.errors import (
    AmendmentIsDecided,
    AmendmentOpen,
    NothingAmended,
    NotInThePlan,
    PlanNotAmendable,
    TargetHasMoved,
)
from hengjian.targets.amendments.schemas import (
    AmendmentApproval,
    AmendmentDetailView,
    AmendmentEntry,
    AmendmentView,
)
from hengjian.targets.errors import WrongPhase
from hengjian.targets.models import Amendment
from hengjian.targets.permissions import AmendmentApprover, AmendmentProposer, PlanReader
from hengjian.targets.phases.repository import get_year
from hengjian.targets.plans.errors import MilestonesFall
from hengjian.targets.plans.repository import get_plan_for_update
from hengjian.targets.schemas import TargetsReasonEntry
from hengjian.targets.workflows import AmendmentState

router = service_router("/api/v1/targets", tag="amendments")


@router.get(
    "/amendments",
    operation_id="list_amendments",
    summary="Changes of targets, latest first",
    response_model=FollowedPage[AmendmentView],
)
async def list_amendments(
    session: Reading,
    page: Following,
    principal: PlanReader,
    year: Year | None = None,
    unit_code: Code | None = None,
    plan_id: UUID | None = None,
    state: AmendmentState | None = None,
) -> FollowedRows[Amendment]:
    return await repository.list_amendments(
        session, principal.visibility, page, year=year, unit_code=unit_code, plan_id=plan_id, state=state
    )


@router.post(
    "/amendments",
    operation_id="propose_amendment",
    summary="Ask for another target, with the reason",
    status_code=201,
    response_model=AmendmentView,
    responses=problems(
        NotFound,
        RefusedByPolicy,
        WrongPhase,
        PlanNotAmendable,
        NotInThePlan,
        NothingAmended,
        MilestonesFall,
        AmendmentOpen,
    ),
)
async def propose_amendment(session: Writing, entry: AmendmentEntry, principal: AmendmentProposer) -> Amendment:
    plan = found(await get_plan_for_update(session, principal.visibility, entry.plan_id))
    return await service.propose_amendment(session, plan, entry, found(await get_year(session, plan.year)), principal)


@router.get(
    "/amendments/{amendment_id}",
    operation_id="get_amendment",
    summary="One amendment",
    responses=problems(NotFound),
)
async def get_amendment(session: Reading, amendment_id: UUID, principal: PlanReader) -> AmendmentDetailView:
    amendment = found(await repository.get_amendment(session, principal.visibility, amendment_id))
    return await service.describe_amendment(
        session, amendment, found(await get_year(session, amendment.year)), principal
    )


@router.post(
    "/amendments/{amendment_id}:approve",
    operation_id="approve_amendment",
    summary="Put the new target into force under a document's number",
    response_model=AmendmentView,
    responses=problems(NotFound, RefusedByPolicy, WrongPhase, AmendmentIsDecided, TargetHasMoved),
)
async def approve_amendment(
    session: Writing,
    amendment_id: UUID,
    approval: AmendmentApproval,
    principal: AmendmentApprover,
    version: IfMatchGiven,
) -> Amendment:
    amendment = found(await repository.get_amendment_for_update(session, principal.visibility, amendment_id))
    check_version(amendment, version)
    plan = found(await get_plan_for_update(session, principal.visibility, amendment.plan_id))
    year = found(await get_year(session, amendment.year))
    await service.approve_amendment(session, amendment, plan, approval, year, principal)
    return amendment


@router.post(
    "/amendments/{amendment_id}:reject",
    operation_id="reject_amendment",
    summary="Leave the target as it is, with the reason",
    response_model=AmendmentView,
    responses=problems(NotFound, RefusedByPolicy, WrongPhase, AmendmentIsDecided),
)
async def reject_amendment(
    session: Writing,
    amendment_id: UUID,
    rejection: TargetsReasonEntry,
    principal: AmendmentApprover,
    version: IfMatchGiven,
) -> Amendment:
    amendment = found(await repository.get_amendment_for_update(session, principal.visibility, amendment_id))
    check_version(amendment, version)
    year = found(await get_year(session, amendment.year))
    await service.reject_amendment(session, amendment, rejection, year, principal)
    return amendment
