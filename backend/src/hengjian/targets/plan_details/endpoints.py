from uuid import UUID

from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.targets.permissions import PlanReader
from hengjian.targets.phases.repository import get_year
from hengjian.targets.plan_details import repository, service
from hengjian.targets.plan_details.schemas import PlanDetailView

router = service_router("/api/v1/targets", tag="plans")


@router.get(
    "/plans/{plan_id}",
    operation_id="get_plan",
    summary="A plan with its targets old and new, amendments and letter",
    responses=problems(NotFound),
)
async def get_plan(session: Reading, plan_id: UUID, principal: PlanReader) -> PlanDetailView:
    plan = found(await repository.get_plan(session, principal.visibility, plan_id))
    return await service.describe_plan(session, plan, found(await get_year(session, plan.year)), principal)
