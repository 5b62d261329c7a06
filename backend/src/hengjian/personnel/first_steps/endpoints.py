from hengjian.contracts.first_steps import FirstSteps
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.personnel.first_steps import service
from hengjian.personnel.permissions import YearReader

router = service_router("/api/v1/personnel", tag="linkage rules")


@router.get(
    "/first-steps",
    operation_id="list_personnel_first_steps",
    summary="How far the first linkage rules are",
)
async def list_personnel_first_steps(session: Reading, _: YearReader) -> FirstSteps:
    return await service.list_first_steps(session)
