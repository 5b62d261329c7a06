from collections.abc import Collection
from uuid import UUID

from hengjian.contracts.permissions import Permission
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import NotPermitted, Problem, found
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.personnel import copies
from hengjian.personnel.models import Transfer, Unit
from hengjian.personnel.proposals.effects import check_destination
from hengjian.personnel.proposals.policy import sight_of
from hengjian.personnel.terms import TransferState
from hengjian.personnel.transfers import repository
from hengjian.personnel.transfers.errors import TransferSettled
from hengjian.personnel.transfers.schemas import TransferAssignment, TransferAssignmentRow


def assignment_obstacle(transfer: Transfer, principal: Principal) -> Problem | None:
    if not principal.may(Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE):
        return NotPermitted(permission=str(Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE))
    is_pending = transfer.state in {TransferState.DECIDED, TransferState.ASSIGNED}
    return None if is_pending else TransferSettled(state=transfer.state)


def _assign(transfer: Transfer, entry: TransferAssignment, units: dict[str, Unit], principal: Principal) -> None:
    if obstacle := assignment_obstacle(transfer, principal):
        raise obstacle
    unit = check_destination(units.get(entry.to_unit_code), entry.to_unit_code, transfer.from_unit_code)
    transfer.to_unit_code, transfer.to_unit_name = unit.code, unit.name
    transfer.assignment_reason, transfer.assigned_by_name = entry.reason, principal.name
    transfer.state = TransferState.ASSIGNED


async def find_transfers(session: WriteSession, ids: Collection[UUID], principal: Principal) -> dict[UUID, Transfer]:
    return await repository.find_for_update(session, sight_of(principal), ids)


async def assign_transfer(
    session: WriteSession, transfer: Transfer, entry: TransferAssignment, principal: Principal
) -> None:
    """Choose the township that the cadre moves to; may be chosen anew until it is carried out."""
    _assign(transfer, entry, await copies.find_units(session, [entry.to_unit_code]), principal)
    await session.flush()


async def assign_transfers(
    session: WriteSession, batch: Batch[TransferAssignmentRow], principal: Principal
) -> BatchOutcome:
    transfers = await find_transfers(session, [row.transfer_id for row in batch.items], principal)
    units = await copies.find_units(session, {row.to_unit_code for row in batch.items})

    async def apply(row: TransferAssignmentRow) -> Applied:
        _assign(found(transfers.get(row.transfer_id)), row, units, principal)
        return str(row.transfer_id), "updated"

    return await apply_batch(session, batch, apply, lambda row: str(row.transfer_id))
