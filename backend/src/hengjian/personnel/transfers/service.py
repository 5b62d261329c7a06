from collections.abc import Collection
from uuid import UUID

from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import found
from hengjian.personnel.copies import repository as copies
from hengjian.personnel.models import Transfer, Unit
from hengjian.personnel.sight import sight_of
from hengjian.personnel.terms import TransferState
from hengjian.personnel.transfers import repository
from hengjian.personnel.transfers.policy import find_obstacle, find_unfit_destination
from hengjian.personnel.transfers.schemas import TransferAssignment, TransferAssignmentRow


def _assign(
    transfer: Transfer, entry: TransferAssignment, units: dict[str, Unit], principal: Principal, standing: Standing
) -> None:
    refuse_if(find_obstacle(principal, standing, transfer))
    refuse_if(find_unfit_destination(units.get(entry.to_unit_code), entry.to_unit_code, transfer.from_unit_code))
    unit = units[entry.to_unit_code]
    transfer.to_unit_code, transfer.to_unit_name = unit.code, unit.name
    transfer.assignment_reason, transfer.assigned_by_name = entry.reason, principal.name
    transfer.state = TransferState.ASSIGNED


async def find_transfers(session: WriteSession, ids: Collection[UUID], principal: Principal) -> dict[UUID, Transfer]:
    return await repository.find_for_update(session, sight_of(principal), ids)


async def assign_transfer(
    session: WriteSession, transfer: Transfer, entry: TransferAssignment, principal: Principal
) -> None:
    """Choose the township that the cadre moves to; may be chosen anew until it is carried out."""
    standing = await copies.find_standing(session, principal)
    _assign(transfer, entry, await copies.find_units(session, [entry.to_unit_code]), principal, standing)
    await repository.save_transfers(session, [transfer])


async def assign_transfers(
    session: WriteSession, batch: Batch[TransferAssignmentRow], principal: Principal
) -> BatchOutcome:
    transfers = await find_transfers(session, [row.transfer_id for row in batch.items], principal)
    standing = await copies.find_standing(session, principal)
    units = await copies.find_units(session, {row.to_unit_code for row in batch.items})

    async def apply(row: TransferAssignmentRow) -> Applied:
        _assign(found(transfers.get(row.transfer_id)), row, units, principal, standing)
        return str(row.transfer_id), "updated"

    return await apply_batch(session, batch, apply, lambda row: str(row.transfer_id))
