from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading
from hengjian.supervision.inspectors import repository
from hengjian.supervision.inspectors.schemas import InspectorView
from hengjian.supervision.models import Inspector
from hengjian.supervision.permissions import DeductionRecorder

router = service_router("/api/v1/supervision", tag="deductions")


@router.get(
    "/inspectors",
    operation_id="list_inspectors",
    summary="Inspectors in service, who may be named as the second of a record",
    response_model=Page[InspectorView],
)
async def list_inspectors(session: Reading, page: Paging, _: DeductionRecorder) -> Rows[Inspector]:
    return await repository.list_inspectors(session, page)
