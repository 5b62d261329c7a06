from uuid import UUID

from hengjian.contracts.codes import Code, Year
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, Following
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.personnel.copies.repository import find_standing
from hengjian.personnel.models import Proposal
from hengjian.personnel.permissions import ProposalReader
from hengjian.personnel.proposals import repository, service
from hengjian.personnel.proposals.errors import (
    ChangeNeeded,
    DecisionNumberNeeded,
    NoReviewNeeded,
    ProposalNotOpen,
    QuotaAboveCeiling,
    TransferPlacesFull,
)
from hengjian.personnel.proposals.schemas import (
    DecisionReviewEntry,
    PersonnelDecisionEntry,
    PersonnelDecisionRow,
    ProposalDetail,
    ProposalView,
)
from hengjian.personnel.proposals.views import describe_proposal, detail_proposal
from hengjian.personnel.sight import sight_of
from hengjian.personnel.terms import DecisionReviewState, ProposalKind, ProposalState
from hengjian.personnel.transfers.errors import UnknownTownship

router = service_router("/api/v1/personnel", tag="proposals")

_REFUSALS = (
    RefusedByPolicy,
    ProposalNotOpen,
    ChangeNeeded,
    DecisionNumberNeeded,
    QuotaAboveCeiling,
    TransferPlacesFull,
    UnknownTownship,
)


async def _answer(session: AnySession, proposal: Proposal, principal: Principal) -> ProposalDetail:
    return detail_proposal(proposal, principal, await find_standing(session, principal))


@router.get("/proposals", operation_id="list_proposals", summary="Proposals made from final results")
async def list_proposals(
    session: Reading,
    page: Following,
    principal: ProposalReader,
    year: Year | None = None,
    kind: ProposalKind | None = None,
    state: ProposalState | None = None,
    unit_code: Code | None = None,
    cadre_code: Code | None = None,
    review_state: DecisionReviewState | None = None,
) -> FollowedPage[ProposalView]:
    rows = await repository.list_proposals(
        session,
        sight_of(principal),
        page,
        year=year,
        kind=kind,
        state=state,
        unit_code=unit_code,
        cadre_code=cadre_code,
        review_state=review_state,
    )
    return rows.as_page([describe_proposal(proposal) for proposal in rows.items])


@router.get(
    "/proposals/{proposal_id}",
    operation_id="get_proposal",
    summary="A proposal with its rule, evidence, decision and what may be done now",
    responses=problems(NotFound),
)
async def get_proposal(session: Reading, proposal_id: UUID, principal: ProposalReader) -> ProposalDetail:
    proposal = found(await repository.get_proposal(session, sight_of(principal), proposal_id))
    return await _answer(session, proposal, principal)


@router.post(
    "/proposals/{proposal_id}:decide",
    operation_id="decide_proposal",
    summary="Accept, change or decline, with the reason; only the deciding office may",
    responses=problems(NotFound, *_REFUSALS),
)
async def decide_proposal(
    session: Writing,
    proposal_id: UUID,
    entry: PersonnelDecisionEntry,
    principal: ProposalReader,
    version: IfMatchGiven,
) -> ProposalDetail:
    proposal = await service.decide_proposal(session, proposal_id, entry, principal, version)
    return await _answer(session, proposal, principal)


@router.post(
    "/proposals:decide-batch",
    operation_id="decide_proposals",
    summary="Decide many proposals, judged one by one",
    responses=problems(*_REFUSALS),
)
async def decide_proposals(
    session: Writing, batch: Batch[PersonnelDecisionRow], principal: ProposalReader
) -> BatchOutcome:
    return await service.decide_proposals(session, batch, principal)


@router.post(
    "/proposals/{proposal_id}:review",
    operation_id="review_personnel_decision",
    summary="Uphold or withdraw a decision whose result has a newer version",
    responses=problems(NotFound, RefusedByPolicy, NoReviewNeeded),
)
async def review_personnel_decision(
    session: Writing,
    proposal_id: UUID,
    review: DecisionReviewEntry,
    principal: ProposalReader,
    version: IfMatchGiven,
) -> ProposalDetail:
    proposals = await repository.find_for_update(session, sight_of(principal), [proposal_id])
    proposal = found(proposals.get(proposal_id))
    check_version(proposal, version)
    await service.review_decision(session, proposal, review, principal)
    return await _answer(session, proposal, principal)
