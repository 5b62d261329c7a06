"""The office's work on many deductions at once; each is judged on its own."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from pydantic import BaseModel

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.problems.problems import found
from hengjian.supervision.decisions.errors import AlreadyPublished
from hengjian.supervision.decisions.publication import publish_deduction
from hengjian.supervision.decisions.schemas import DeductionIds
from hengjian.supervision.decisions.service import confirm_deduction, notify_deduction
from hengjian.supervision.models import Deduction
from hengjian.supervision.queries.deductions import get_deductions_for_update
from hengjian.supervision.sight import sight_of


class DeductionReference(BaseModel):
    id: UUID


async def _each(
    session: WriteSession,
    batch: DeductionIds,
    principal: Principal,
    step: Callable[[Deduction], Awaitable[None]],
) -> BatchOutcome:
    known = await get_deductions_for_update(session, sight_of(principal), batch.ids)
    rows = Batch[DeductionReference](
        items=[DeductionReference(id=entry) for entry in batch.ids], dry_run=False, all_or_nothing=False
    )

    async def apply(row: DeductionReference) -> Applied:
        try:
            await step(found(known.get(row.id)))
        except AlreadyPublished:
            return str(row.id), "unchanged"
        return str(row.id), "updated"

    return await apply_batch(session, rows, apply, lambda row: str(row.id))


async def confirm_deductions(session: WriteSession, batch: DeductionIds, principal: Principal) -> BatchOutcome:
    return await _each(session, batch, principal, lambda d: confirm_deduction(session, d, principal))


async def notify_deductions(session: WriteSession, batch: DeductionIds, principal: Principal) -> BatchOutcome:
    return await _each(session, batch, principal, lambda d: notify_deduction(session, d, principal))


async def publish_deductions(session: WriteSession, batch: DeductionIds, principal: Principal) -> BatchOutcome:
    return await _each(session, batch, principal, lambda d: publish_deduction(session, d, principal))
