from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Writing
from hengjian.supervision.bulk import service
from hengjian.supervision.bulk.schemas import DeductionBatch, DeductionBatchOutcome
from hengjian.supervision.permissions import DeductionRecorder

router = service_router("/api/v1/supervision", tag="deductions")


@router.post(
    "/deductions:batch",
    operation_id="record_deductions",
    summary="Record up to a thousand deductions; each row is judged on its own",
)
async def record_deductions(
    session: Writing, batch: DeductionBatch, principal: DeductionRecorder
) -> DeductionBatchOutcome:
    return await service.record_deductions(
        session, batch.items, principal, dry_run=batch.dry_run, all_or_nothing=batch.all_or_nothing
    )
