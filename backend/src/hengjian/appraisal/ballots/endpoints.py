from uuid import UUID

from hengjian.appraisal.ballots import service
from hengjian.appraisal.ballots.schemas import (
    BallotDecision,
    BallotRoundEntry,
    BallotRoundView,
    CountBatch,
    CountOutcome,
)
from hengjian.appraisal.errors import AlreadyThere, NoSuchItem, NoSuchScheme, NoSuchSubject, ResultsStand, WrongState
from hengjian.appraisal.models import BallotRound
from hengjian.appraisal.permissions import BallotCounter, BallotDecider, BallotReader
from hengjian.appraisal.rounds.repository import get_round, get_round_for_update, list_rounds
from hengjian.appraisal.rounds.schemas import RoundView
from hengjian.appraisal.rounds.views import view_rounds
from hengjian.contracts.codes import Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.messaging.dead_letters import LettersStand
from hengjian.kit.problems.problems import NotFound, found, problems

router = service_router("/api/v1/appraisal", tag="ballots")


@router.get(
    "/ballot-rounds", operation_id="list_ballot_rounds", summary="Rounds of ballots", response_model=Page[RoundView]
)
async def list_ballot_rounds(
    session: Reading, page: Paging, principal: BallotReader, year: Year | None = None
) -> Rows[RoundView]:
    rows = await list_rounds(session, BallotRound, principal.visibility, page, year=year)
    return Rows(await view_rounds(session, rows.items), rows.next)


@router.post(
    "/ballot-rounds",
    operation_id="open_ballot_round",
    summary="Open a round of ballots",
    status_code=201,
    responses=problems(NoSuchScheme, NoSuchItem, AlreadyThere),
)
async def open_ballot_round(session: Writing, entry: BallotRoundEntry, principal: BallotCounter) -> BallotRoundView:
    return await service.describe(session, await service.open_ballot(session, entry, principal))


@router.get(
    "/ballot-rounds/{round_id}",
    operation_id="get_ballot_round",
    summary="A round, with its counts once it is closed",
    responses=problems(NotFound),
)
async def get_ballot_round(session: Reading, round_id: UUID, principal: BallotReader) -> BallotRoundView:
    row = found(await get_round(session, BallotRound, principal.visibility, round_id))
    return await service.describe(session, row)


@router.post(
    "/ballot-rounds/{round_id}/counts:batch",
    operation_id="enter_ballot_counts",
    summary="Enter the count of one batch of paper ballots",
    responses=problems(NotFound, WrongState, NoSuchSubject),
)
async def enter_ballot_counts(
    session: Writing, round_id: UUID, batch: CountBatch, principal: BallotCounter
) -> CountOutcome:
    row = found(await get_round_for_update(session, BallotRound, principal.visibility, round_id))
    await service.enter_counts(session, row, batch)
    return CountOutcome(status="stored", stored=len(batch.rows))


@router.post(
    "/ballot-rounds/{round_id}:close",
    operation_id="close_ballot_round",
    summary="Close the round; the counts become facts",
    responses=problems(NotFound, WrongState, ResultsStand, LettersStand),
)
async def close_ballot_round(
    session: Writing, round_id: UUID, principal: BallotCounter, version: IfMatchGiven
) -> BallotRoundView:
    row = found(await get_round_for_update(session, BallotRound, principal.visibility, round_id))
    check_version(row, version)
    await service.close_ballot(session, row)
    return await service.describe(session, row)


@router.post(
    "/ballot-rounds/{round_id}:decide",
    operation_id="decide_ballot_round",
    summary="The committee decides whether a round that a restore voided goes on or is held again",
    responses=problems(NotFound, WrongState),
)
async def decide_ballot_round(
    session: Writing, round_id: UUID, decision: BallotDecision, principal: BallotDecider, version: IfMatchGiven
) -> BallotRoundView:
    row = found(await get_round_for_update(session, BallotRound, principal.visibility, round_id))
    check_version(row, version)
    await service.decide_ballot(session, row, decision, principal)
    return await service.describe(session, row)
