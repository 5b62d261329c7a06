from hengjian.appraisal.first_steps import service
from hengjian.appraisal.permissions import SchemeReader
from hengjian.contracts.first_steps import FirstSteps
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading

router = service_router("/api/v1/appraisal", tag="schemes")


@router.get(
    "/first-steps",
    operation_id="list_appraisal_first_steps",
    summary="How far the first schemes are",
)
async def list_appraisal_first_steps(session: Reading, _: SchemeReader) -> FirstSteps:
    return await service.list_first_steps(session)
