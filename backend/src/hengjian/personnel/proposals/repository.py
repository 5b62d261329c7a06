from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import selectinload

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.personnel.models import Decision, Proposal
from hengjian.personnel.sight import Sight
from hengjian.personnel.terms import DecisionReviewState, ProposalKind, ProposalState

_WITH_DECISION = selectinload(Proposal.decision)


def _visible(sight: Sight) -> ColumnElement[bool]:
    if not sight.units.whole_county:
        return false()
    return is_among(Proposal.kind, [str(kind) for kind in sight.kinds])


def _filtered(statement: Select[Any], filters: dict[str, Any]) -> Select[Any]:
    for name, value in filters.items():
        if value is not None:
            statement = statement.where(getattr(Proposal, name) == value)
    return statement


async def list_proposals(
    session: AnySession, sight: Sight, page: FollowRequest, *, kinds: Collection[ProposalKind] = (), **filters: Any
) -> FollowedRows[Proposal]:
    """``filters`` are columns and the value each must have; None filters nothing."""
    statement = _filtered(select(Proposal), filters)
    if kinds:
        statement = statement.where(is_among(Proposal.kind, [str(kind) for kind in kinds]))
    return await fetch_followed(
        session, statement, _visible(sight), [SortKey(Proposal.number)], page, related=[(Proposal.decision,)]
    )


async def list_in_effect(
    session: AnySession, sight: Sight, page: FollowRequest, *, year: int | None, kinds: Collection[ProposalKind]
) -> FollowedRows[Proposal]:
    statement = select(Proposal).where(Proposal.is_in_effect)
    statement = _filtered(statement.where(is_among(Proposal.kind, [str(kind) for kind in kinds])), {"year": year})
    return await fetch_followed(
        session,
        statement,
        _visible(sight),
        [SortKey(Proposal.unit_code), SortKey(Proposal.id)],
        page,
        related=[(Proposal.decision,)],
    )


async def get_proposal(session: AnySession, sight: Sight, proposal_id: UUID) -> Proposal | None:
    statement = select(Proposal).where(Proposal.id == proposal_id, _visible(sight)).options(_WITH_DECISION)
    return await session.scalar(statement)


async def find_for_update(session: WriteSession, sight: Sight, ids: Collection[UUID]) -> dict[UUID, Proposal]:
    """The proposals locked in the order of their ids, so that two batches cannot wait for each other."""
    statement = select(Proposal).where(Proposal.id.in_(ids), _visible(sight)).options(_WITH_DECISION)
    rows = await session.scalars(statement.order_by(Proposal.id).with_for_update(of=Proposal))
    return {proposal.id: proposal for proposal in rows}


def add_decision(session: WriteSession, decision: Decision) -> None:
    session.add(decision)


async def of_result_for_update(session: WriteSession, final_result_id: UUID) -> Sequence[Proposal]:
    statement = select(Proposal).where(Proposal.final_result_id == final_result_id)
    return (await session.scalars(statement.order_by(Proposal.id).with_for_update())).all()


async def earlier_in_effect(session: WriteSession, proposals: Collection[Proposal]) -> Sequence[Proposal]:
    """Decisions still in effect about the same subjects that rest on an earlier version of the result."""
    if not proposals:
        return []
    statement = select(Proposal).where(
        Proposal.year.in_({p.year for p in proposals}),
        Proposal.subject_code.in_({p.subject_code for p in proposals}),
        Proposal.review_state != DecisionReviewState.NONE,
        Proposal.is_in_effect,
    )
    return (await session.scalars(statement.with_for_update())).all()


async def declined_suggestions(session: AnySession, year: int, cadre_codes: Collection[str]) -> dict[str, str]:
    """Numbers of the declined promotion suggestions of the year, by cadre."""
    statement = select(Proposal.cadre_code, Proposal.number).where(
        Proposal.year == year,
        Proposal.kind == ProposalKind.PROMOTION_SUGGESTION,
        Proposal.state == ProposalState.DECLINED,
        Proposal.cadre_code.in_(cadre_codes),
    )
    return {row.cadre_code: row.number for row in await session.execute(statement)}


async def count_proposals(session: AnySession, year: int) -> int:
    return await session.scalar(select(func.count()).select_from(Proposal).where(Proposal.year == year)) or 0


async def save_proposals(session: WriteSession, proposals: Collection[Proposal]) -> None:
    session.add_all(proposals)
    await session.flush()
