from hengjian.contracts.first_steps import FirstSteps
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.supervision.first_steps import service
from hengjian.supervision.permissions import RuleReader

router = service_router("/api/v1/supervision", tag="deduction rules")


@router.get(
    "/first-steps",
    operation_id="list_supervision_first_steps",
    summary="How far the catalogue of deductions is, and who inspects",
)
async def list_supervision_first_steps(session: Reading, _: RuleReader) -> FirstSteps:
    return await service.list_first_steps(session)
