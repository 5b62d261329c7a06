from hengjian.contracts.first_steps import FirstSteps
from hengjian.directory.first_steps import service
from hengjian.directory.permissions import UnitReader
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading

router = service_router("/api/v1/directory", tag="county")


@router.get(
    "/first-steps",
    operation_id="list_directory_first_steps",
    summary="How far county, classes, units, cadres and accounts are entered",
)
async def list_directory_first_steps(session: Reading, _: UnitReader) -> FirstSteps:
    return await service.list_first_steps(session)
