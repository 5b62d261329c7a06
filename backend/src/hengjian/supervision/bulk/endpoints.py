from fastapi import Response

from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Recording
from hengjian.supervision.bulk import service
from hengjian.supervision.bulk.schemas import DeductionBatch, DeductionBatchOutcome
from hengjian.supervision.permissions import DeductionRecorder
from hengjian.supervision.recording.service import RECORDER

router = service_router("/api/v1/supervision", tag="deductions")


@router.post(
    "/deductions:batch",
    operation_id="record_deductions",
    summary="Record up to a thousand deductions; each row is judged on its own",
    response_model=DeductionBatchOutcome,
)
async def record_deductions(desk: Recording, batch: DeductionBatch, _: DeductionRecorder) -> Response:
    return await desk.write(RECORDER, service.record_batch(batch), rows=len(batch.items))
