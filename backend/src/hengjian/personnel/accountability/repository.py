from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, false, select, true
from sqlalchemy.orm import selectinload

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.personnel.models import AccountabilityCase
from hengjian.personnel.sight import Sight
from hengjian.personnel.terms import CaseState, ProposalKind

_WITH_STEPS = selectinload(AccountabilityCase.steps)


def _visible(sight: Sight) -> ColumnElement[bool]:
    return true() if sight.units.whole_county and ProposalKind.ACCOUNTABILITY_STEP in sight.kinds else false()


async def list_cases(
    session: AnySession,
    sight: Sight,
    page: FollowRequest,
    *,
    year: int | None,
    state: str | None,
    unit_code: str | None,
) -> FollowedRows[AccountabilityCase]:
    statement = select(AccountabilityCase)
    for column, value in (
        (AccountabilityCase.year, year),
        (AccountabilityCase.state, state),
        (AccountabilityCase.unit_code, unit_code),
    ):
        if value is not None:
            statement = statement.where(column == value)
    order = [SortKey(AccountabilityCase.number), SortKey(AccountabilityCase.id)]
    return await fetch_followed(session, statement, _visible(sight), order, page, related=[(AccountabilityCase.steps,)])


async def get_case(session: AnySession, sight: Sight, case_id: UUID) -> AccountabilityCase | None:
    statement = select(AccountabilityCase).where(AccountabilityCase.id == case_id, _visible(sight))
    return await session.scalar(statement.options(_WITH_STEPS))


async def get_case_for_update(session: WriteSession, sight: Sight, case_id: UUID) -> AccountabilityCase | None:
    statement = select(AccountabilityCase).where(AccountabilityCase.id == case_id, _visible(sight))
    return await session.scalar(statement.options(_WITH_STEPS).with_for_update(of=AccountabilityCase))


def add_case(session: WriteSession, case: AccountabilityCase) -> None:
    session.add(case)


async def open_of_proposals_for_update(
    session: WriteSession, proposal_ids: Collection[UUID]
) -> Sequence[AccountabilityCase]:
    statement = select(AccountabilityCase).where(
        AccountabilityCase.proposal_id.in_(proposal_ids), AccountabilityCase.state == CaseState.OPEN
    )
    return (await session.scalars(statement.order_by(AccountabilityCase.id).with_for_update())).all()


async def units_with_open_cases(session: AnySession) -> dict[str, str]:
    """Number of the open case by unit."""
    statement = select(AccountabilityCase.unit_code, AccountabilityCase.number)
    rows = await session.execute(statement.where(AccountabilityCase.state == CaseState.OPEN))
    return {row.unit_code: row.number for row in rows}


async def save_cases(session: WriteSession, cases: Collection[AccountabilityCase]) -> None:
    session.add_all(cases)
    await session.flush()
