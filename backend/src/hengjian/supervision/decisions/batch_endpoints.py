from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Writing
from hengjian.kit.exchange.batches import BatchOutcome
from hengjian.supervision.decisions import batches
from hengjian.supervision.decisions.schemas import DeductionIds
from hengjian.supervision.permissions import DeductionConfirmer, DeductionPublisher

router = service_router("/api/v1/supervision", tag="deductions")


@router.post(
    "/deductions:confirm-batch",
    operation_id="confirm_deductions",
    summary="Confirm many deductions; each is judged on its own",
)
async def confirm_deductions(session: Writing, batch: DeductionIds, principal: DeductionConfirmer) -> BatchOutcome:
    return await batches.confirm_deductions(session, batch, principal)


@router.post(
    "/deductions:notify-batch",
    operation_id="notify_deductions",
    summary="Serve notice of many deductions; each is judged on its own",
)
async def notify_deductions(session: Writing, batch: DeductionIds, principal: DeductionConfirmer) -> BatchOutcome:
    return await batches.notify_deductions(session, batch, principal)


@router.post(
    "/deductions:publish-batch",
    operation_id="publish_deductions",
    summary="Publish many effective deductions; each is judged on its own",
)
async def publish_deductions(session: Writing, batch: DeductionIds, principal: DeductionPublisher) -> BatchOutcome:
    return await batches.publish_deductions(session, batch, principal)
