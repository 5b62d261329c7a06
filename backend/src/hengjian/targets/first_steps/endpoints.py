from hengjian.contracts.first_steps import FirstSteps
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.targets.first_steps import service
from hengjian.targets.permissions import YearReader

router = service_router("/api/v1/targets", tag="years")


@router.get(
    "/first-steps",
    operation_id="list_targets_first_steps",
    summary="How far the first year, its indicators and its plans are",
)
async def list_targets_first_steps(session: Reading, _: YearReader) -> FirstSteps:
    return await service.list_first_steps(session)
