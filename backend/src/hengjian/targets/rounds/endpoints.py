from uuid import UUID

from hengjian.contracts.codes import Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.messaging.dead_letters import LettersStand
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.targets.errors import UnknownIndicator, UnknownYear, WrongPhase
from hengjian.targets.models import Round
from hengjian.targets.permissions import RoundManager, RoundReader
from hengjian.targets.phases.repository import get_year
from hengjian.targets.rounds import repository, service
from hengjian.targets.rounds.errors import (
    IndicatorsNeeded,
    NotForAssessment,
    RoundIsClosed,
    RoundUnfinished,
    UnitNotInRound,
    UnknownUnitClass,
)
from hengjian.targets.rounds.schemas import (
    AssessmentEntry,
    TargetRoundDetailView,
    TargetRoundEntry,
    TargetRoundKind,
    TargetRoundView,
)
from hengjian.targets.workflows import TargetRoundState

router = service_router("/api/v1/targets", tag="rounds")


@router.get(
    "/rounds",
    operation_id="list_target_rounds",
    summary="Mid-year rounds, and rounds that close values",
    response_model=FollowedPage[TargetRoundView],
)
async def list_target_rounds(
    session: Reading,
    page: Following,
    _: RoundReader,
    year: Year | None = None,
    kind: TargetRoundKind | None = None,
    state: TargetRoundState | None = None,
) -> FollowedRows[Round]:
    return await repository.list_rounds(session, page, year=year, kind=kind, state=state)


@router.post(
    "/rounds",
    operation_id="open_target_round",
    summary="Open a round for whole classes",
    status_code=201,
    response_model=TargetRoundView,
    responses=problems(UnknownYear, WrongPhase, UnknownUnitClass, UnknownIndicator, IndicatorsNeeded),
)
async def open_target_round(session: Writing, entry: TargetRoundEntry, principal: RoundManager) -> Round:
    return await service.open_round(session, entry, principal)


@router.get(
    "/rounds/{round_id}",
    operation_id="get_target_round",
    summary="A round with its progress and assessments",
    responses=problems(NotFound),
)
async def get_target_round(session: Reading, round_id: UUID, principal: RoundReader) -> TargetRoundDetailView:
    round_ = found(await repository.get_round(session, round_id))
    return await service.describe_round(session, round_, found(await get_year(session, round_.year)), principal)


@router.post(
    "/rounds/{round_id}/assessments:batch",
    operation_id="assess_units",
    summary="Grade units in a mid-year round",
    responses=problems(NotFound, WrongPhase, RoundIsClosed, NotForAssessment, UnitNotInRound),
)
async def assess_units(
    session: Writing, round_id: UUID, batch: Batch[AssessmentEntry], principal: RoundManager
) -> BatchOutcome:
    round_ = found(await repository.get_round_for_update(session, round_id))
    return await service.assess_units(session, round_, batch, found(await get_year(session, round_.year)), principal)


@router.post(
    "/rounds/{round_id}:close",
    operation_id="close_target_round",
    summary="Close a round; nothing is entered afterwards",
    response_model=TargetRoundView,
    responses=problems(NotFound, WrongPhase, RoundIsClosed, RoundUnfinished, LettersStand),
)
async def close_target_round(session: Writing, round_id: UUID, principal: RoundManager, version: IfMatchGiven) -> Round:
    round_ = found(await repository.get_round_for_update(session, round_id))
    check_version(round_, version)
    await service.close_round(session, round_, found(await get_year(session, round_.year)), principal)
    return round_
