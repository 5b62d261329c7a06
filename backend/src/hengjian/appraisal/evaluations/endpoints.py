from uuid import UUID

from hengjian.appraisal.errors import AlreadyThere, NoSuchItem, NoSuchScheme, NoSuchSubject, ResultsStand, WrongState
from hengjian.appraisal.evaluations import service
from hengjian.appraisal.evaluations.errors import PersonInTwoTiers, TierIncomplete, TiersDoNotFit
from hengjian.appraisal.evaluations.schemas import EvaluationRoundEntry, EvaluationRoundView, EvaluationScores
from hengjian.appraisal.models import EvaluationRound
from hengjian.appraisal.permissions import EvaluationManager, EvaluationReader, Evaluator
from hengjian.appraisal.rounds.repository import get_round, get_round_for_update, list_rounds
from hengjian.appraisal.rounds.schemas import RoundView
from hengjian.appraisal.rounds.views import view_rounds
from hengjian.contracts.codes import Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.messaging.dead_letters import LettersStand
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems

router = service_router("/api/v1/appraisal", tag="evaluations")


@router.get(
    "/evaluation-rounds",
    operation_id="list_evaluation_rounds",
    summary="Rounds of evaluation by county leaders",
    response_model=Page[RoundView],
)
async def list_evaluation_rounds(
    session: Reading, page: Paging, principal: EvaluationReader, year: Year | None = None
) -> Rows[RoundView]:
    rows = await list_rounds(session, EvaluationRound, principal.visibility, page, year=year)
    return Rows(await view_rounds(session, rows.items), rows.next)


@router.post(
    "/evaluation-rounds",
    operation_id="open_evaluation_round",
    summary="Ask the county leaders for their scores",
    status_code=201,
    responses=problems(NoSuchScheme, NoSuchItem, AlreadyThere, PersonInTwoTiers, TiersDoNotFit),
)
async def open_evaluation_round(
    session: Writing, entry: EvaluationRoundEntry, principal: EvaluationManager
) -> EvaluationRoundView:
    return await service.describe(session, await service.open_evaluation(session, entry, principal), principal)


@router.get(
    "/evaluation-rounds/{round_id}",
    operation_id="get_evaluation_round",
    summary="A round: one's own scores, and once closed count and mean of each unit",
    responses=problems(NotFound),
)
async def get_evaluation_round(session: Reading, round_id: UUID, principal: EvaluationReader) -> EvaluationRoundView:
    row = found(await get_round(session, EvaluationRound, principal.visibility, round_id))
    return await service.describe(session, row, principal)


@router.put(
    "/evaluation-rounds/{round_id}/scores",
    operation_id="submit_evaluation",
    summary="A leader's own scores of units",
    responses=problems(NotFound, WrongState, NoSuchSubject, RefusedByPolicy),
)
async def submit_evaluation(
    session: Writing, round_id: UUID, entry: EvaluationScores, principal: Evaluator, version: IfMatchGiven
) -> EvaluationRoundView:
    row = found(await get_round_for_update(session, EvaluationRound, principal.visibility, round_id))
    check_version(row, version)
    await service.submit_scores(session, row, entry, principal)
    return await service.describe(session, row, principal)


@router.post(
    "/evaluation-rounds/{round_id}:close",
    operation_id="close_evaluation_round",
    summary="Close the round; the scores become facts",
    responses=problems(NotFound, WrongState, ResultsStand, TierIncomplete, LettersStand),
)
async def close_evaluation_round(
    session: Writing, round_id: UUID, principal: EvaluationManager, version: IfMatchGiven
) -> EvaluationRoundView:
    row = found(await get_round_for_update(session, EvaluationRound, principal.visibility, round_id))
    check_version(row, version)
    await service.close_evaluation(session, row)
    return await service.describe(session, row, principal)
