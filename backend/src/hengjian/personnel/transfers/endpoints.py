from uuid import UUID

from hengjian.contracts.codes import Code, Year
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.policy.actions import weigh
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.personnel.copies.repository import find_standing
from hengjian.personnel.models import Transfer
from hengjian.personnel.permissions import CadreDecider, ProposalReader
from hengjian.personnel.sight import sight_of
from hengjian.personnel.terms import TransferState
from hengjian.personnel.transfers import repository, service
from hengjian.personnel.transfers.errors import TransferSettled, UnknownTownship
from hengjian.personnel.transfers.policy import find_obstacle
from hengjian.personnel.transfers.schemas import (
    TransferAssignment,
    TransferAssignmentRow,
    TransferDetail,
    TransferView,
)
from hengjian.personnel.workflows import TransferVerb

router = service_router("/api/v1/personnel", tag="transfers")


async def _detail(session: AnySession, transfer: Transfer, principal: Principal) -> TransferDetail:
    standing = await find_standing(session, principal)
    action = weigh(TransferVerb.ASSIGN, find_obstacle(principal, standing, transfer))
    view = TransferView.model_validate(transfer)
    return TransferDetail(**view.model_dump(), actions=[action])


@router.get(
    "/transfers",
    operation_id="list_transfers",
    summary="Transfers to other townships that were decided",
    response_model=FollowedPage[TransferView],
)
async def list_transfers(
    session: Reading,
    page: Following,
    principal: ProposalReader,
    year: Year | None = None,
    state: TransferState | None = None,
    from_unit_code: Code | None = None,
    to_unit_code: Code | None = None,
) -> FollowedRows[Transfer]:
    return await repository.list_transfers(
        session,
        sight_of(principal),
        page,
        year=year,
        state=state,
        from_unit_code=from_unit_code,
        to_unit_code=to_unit_code,
    )


@router.get(
    "/transfers/{transfer_id}",
    operation_id="get_transfer",
    summary="A transfer with what may be done now",
    responses=problems(NotFound),
)
async def get_transfer(session: Reading, transfer_id: UUID, principal: ProposalReader) -> TransferDetail:
    transfer = found(await repository.get_transfer(session, sight_of(principal), transfer_id))
    return await _detail(session, transfer, principal)


@router.post(
    "/transfers/{transfer_id}:assign",
    operation_id="assign_transfer",
    summary="Choose the township that the cadre moves to",
    responses=problems(RefusedByPolicy, NotFound, UnknownTownship, TransferSettled),
)
async def assign_transfer(
    session: Writing, transfer_id: UUID, entry: TransferAssignment, principal: CadreDecider, version: IfMatchGiven
) -> TransferDetail:
    transfer = found((await service.find_transfers(session, [transfer_id], principal)).get(transfer_id))
    check_version(transfer, version)
    await service.assign_transfer(session, transfer, entry, principal)
    return await _detail(session, transfer, principal)


@router.post(
    "/transfers:assign-batch",
    operation_id="assign_transfers",
    summary="Choose the townships of many transfers",
    responses=problems(UnknownTownship, TransferSettled),
)
async def assign_transfers(
    session: Writing, batch: Batch[TransferAssignmentRow], principal: CadreDecider
) -> BatchOutcome:
    return await service.assign_transfers(session, batch, principal)
