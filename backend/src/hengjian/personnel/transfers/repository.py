from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, select, true, tuple_

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.personnel.models import Proposal, Transfer
from hengjian.personnel.sight import Sight
from hengjian.personnel.terms import DecisionReviewState, ProposalKind, TransferState

_PENDING = (TransferState.DECIDED, TransferState.ASSIGNED)


def _visible(sight: Sight) -> ColumnElement[bool]:
    return true() if sight.units.whole_county and ProposalKind.DOWNWARD_TRANSFER in sight.kinds else false()


async def list_transfers(
    session: AnySession,
    sight: Sight,
    page: FollowRequest,
    *,
    year: int | None,
    state: str | None,
    from_unit_code: str | None,
    to_unit_code: str | None,
) -> FollowedRows[Transfer]:
    statement = select(Transfer)
    for column, value in (
        (Transfer.year, year),
        (Transfer.state, state),
        (Transfer.from_unit_code, from_unit_code),
        (Transfer.to_unit_code, to_unit_code),
    ):
        if value is not None:
            statement = statement.where(column == value)
    return await fetch_followed(
        session, statement, _visible(sight), [SortKey(Transfer.from_unit_code), SortKey(Transfer.id)], page
    )


async def get_transfer(session: AnySession, sight: Sight, transfer_id: UUID) -> Transfer | None:
    return await session.scalar(select(Transfer).where(Transfer.id == transfer_id, _visible(sight)))


async def find_for_update(session: WriteSession, sight: Sight, ids: Collection[UUID]) -> dict[UUID, Transfer]:
    statement = select(Transfer).where(Transfer.id.in_(ids), _visible(sight))
    rows = await session.scalars(statement.order_by(Transfer.id).with_for_update())
    return {transfer.id: transfer for transfer in rows}


def add_transfer(session: WriteSession, transfer: Transfer) -> None:
    session.add(transfer)


async def count_standing(session: WriteSession, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Transfers by year and unit that take a last place; a decision that awaits its review does not count."""
    statement = (
        select(Transfer.year, Transfer.from_unit_code, func.count())
        .join(Proposal, Proposal.id == Transfer.proposal_id)
        .where(
            tuple_(Transfer.year, Transfer.from_unit_code).in_(list(keys)),
            Transfer.state != TransferState.WITHDRAWN,
            Proposal.review_state != DecisionReviewState.NEEDED,
        )
        .group_by(Transfer.year, Transfer.from_unit_code)
    )
    return {(row[0], row[1]): row[2] for row in await session.execute(statement)}


async def pending_of_proposals_for_update(session: WriteSession, ids: Collection[UUID]) -> Sequence[Transfer]:
    statement = select(Transfer).where(Transfer.proposal_id.in_(ids), Transfer.state.in_(_PENDING))
    return (await session.scalars(statement.order_by(Transfer.id).with_for_update())).all()


async def of_proposal_for_update(session: WriteSession, proposal_id: UUID) -> Transfer | None:
    return await session.scalar(select(Transfer).where(Transfer.proposal_id == proposal_id).with_for_update())


async def save_transfers(session: WriteSession, transfers: Collection[Transfer]) -> None:
    session.add_all(transfers)
    await session.flush()
