from hengjian.contracts.codes import Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.supervision.permissions import DrawManager
from hengjian.supervision.strictness import service
from hengjian.supervision.strictness.schemas import Strictness

router = service_router("/api/v1/supervision", tag="strictness")


@router.get(
    "/strictness",
    operation_id="compare_strictness",
    summary="How strictly who inspects and which class is inspected, where there are enough cases",
)
async def compare_strictness(session: Reading, _: DrawManager, year: Year) -> Strictness:
    return await service.compare_strictness(session, year)
