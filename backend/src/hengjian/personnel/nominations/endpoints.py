from uuid import UUID

from hengjian.contracts.codes import Year
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.messaging.dead_letters import LettersStand
from hengjian.kit.policy.actions import weigh
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.personnel.copies.repository import find_standing
from hengjian.personnel.linkage.errors import RulesNotIssued
from hengjian.personnel.models import NominationRound
from hengjian.personnel.nominations import repository, service
from hengjian.personnel.nominations.errors import (
    NamedTwice,
    NoFinalResult,
    NotOnList,
    SlateSize,
    TooManyAppointed,
    TooManyVotes,
    VotesMissing,
    WrongStage,
)
from hengjian.personnel.nominations.policy import find_obstacle
from hengjian.personnel.nominations.schemas import (
    AppointmentEntry,
    CandidateView,
    ChoiceEntry,
    NominationRoundDetail,
    NominationRoundEntry,
    NominationRoundView,
    NominationStepView,
    NominationVoteEntry,
    SuggestionEntry,
)
from hengjian.personnel.permissions import NominationManager, NominationReader
from hengjian.personnel.terms import NominationStage
from hengjian.personnel.workflows import NominationVerb

router = service_router("/api/v1/personnel", tag="nominations")


async def _detail(session: AnySession, round_: NominationRound, principal: Principal) -> NominationRoundDetail:
    standing = await find_standing(session, principal)
    view = NominationRoundView.model_validate(round_)
    return NominationRoundDetail(
        **view.model_dump(),
        candidates=[CandidateView.model_validate(candidate) for candidate in round_.candidates],
        steps=[NominationStepView.model_validate(step) for step in round_.steps],
        actions=[weigh(verb, find_obstacle(verb, principal, standing, round_)) for verb in NominationVerb],
    )


@router.get(
    "/nomination-rounds",
    operation_id="list_nomination_rounds",
    summary="Nomination rounds with how many were left after each stage",
    response_model=FollowedPage[NominationRoundView],
)
async def list_nomination_rounds(
    session: Reading,
    page: Following,
    principal: NominationReader,
    year: Year | None = None,
    stage: NominationStage | None = None,
) -> FollowedRows[NominationRound]:
    return await repository.list_rounds(session, principal.visibility, page, year=year, stage=stage)


@router.post(
    "/nomination-rounds",
    operation_id="open_nomination_round",
    summary="Open a round for the vacancies of one kind of post",
    status_code=201,
    responses=problems(RulesNotIssued),
)
async def open_nomination_round(
    session: Writing, entry: NominationRoundEntry, principal: NominationManager
) -> NominationRoundDetail:
    return await _detail(session, await service.open_round(session, entry, principal), principal)


@router.get(
    "/nomination-rounds/{round_id}",
    operation_id="get_nomination_round",
    summary="A round with its candidates, its history and what may be done now",
    responses=problems(NotFound),
)
async def get_nomination_round(session: Reading, round_id: UUID, principal: NominationReader) -> NominationRoundDetail:
    return await _detail(session, found(await repository.get_round(session, principal.visibility, round_id)), principal)


@router.post(
    "/nomination-rounds/{round_id}:suggest",
    operation_id="suggest_candidates",
    summary="Make the first list from the highest ranked, with exclusions",
    responses=problems(NotFound, WrongStage, NoFinalResult, NotOnList, NamedTwice),
)
async def suggest_candidates(
    session: Writing, round_id: UUID, entry: SuggestionEntry, principal: NominationManager, version: IfMatchGiven
) -> NominationRoundDetail:
    round_ = found(await repository.get_round_for_update(session, principal.visibility, round_id))
    check_version(round_, version)
    await service.suggest_list(session, round_, entry, principal)
    return await _detail(session, round_, principal)


@router.post(
    "/nomination-rounds/{round_id}:recommend",
    operation_id="record_recommendation",
    summary="Enter the votes of the democratic recommendation; makes the preliminary list",
    responses=problems(RefusedByPolicy, NotFound, WrongStage, NotOnList, NamedTwice, TooManyVotes, VotesMissing),
)
async def record_recommendation(
    session: Writing, round_id: UUID, entry: NominationVoteEntry, principal: NominationManager, version: IfMatchGiven
) -> NominationRoundDetail:
    round_ = found(await repository.get_round_for_update(session, principal.visibility, round_id))
    check_version(round_, version)
    await service.record_recommendation(session, round_, entry, principal)
    return await _detail(session, round_, principal)


@router.post(
    "/nomination-rounds/{round_id}:slate",
    operation_id="set_slate",
    summary="Set the competitive slate",
    responses=problems(RefusedByPolicy, NotFound, WrongStage, SlateSize, NotOnList, NamedTwice),
)
async def set_slate(
    session: Writing, round_id: UUID, entry: ChoiceEntry, principal: NominationManager, version: IfMatchGiven
) -> NominationRoundDetail:
    round_ = found(await repository.get_round_for_update(session, principal.visibility, round_id))
    check_version(round_, version)
    await service.set_slate(session, round_, entry, principal)
    return await _detail(session, round_, principal)


@router.post(
    "/nomination-rounds/{round_id}:plenary",
    operation_id="record_plenary_vote",
    summary="Enter the votes of the plenary committee",
    responses=problems(RefusedByPolicy, NotFound, WrongStage, NotOnList, NamedTwice, TooManyVotes, VotesMissing),
)
async def record_plenary_vote(
    session: Writing, round_id: UUID, entry: NominationVoteEntry, principal: NominationManager, version: IfMatchGiven
) -> NominationRoundDetail:
    round_ = found(await repository.get_round_for_update(session, principal.visibility, round_id))
    check_version(round_, version)
    await service.record_plenary_vote(session, round_, entry, principal)
    return await _detail(session, round_, principal)


@router.post(
    "/nomination-rounds/{round_id}:inspect",
    operation_id="set_inspection_subjects",
    summary="Name the formal inspection subjects",
    responses=problems(RefusedByPolicy, NotFound, WrongStage, NotOnList, NamedTwice),
)
async def set_inspection_subjects(
    session: Writing, round_id: UUID, entry: ChoiceEntry, principal: NominationManager, version: IfMatchGiven
) -> NominationRoundDetail:
    round_ = found(await repository.get_round_for_update(session, principal.visibility, round_id))
    check_version(round_, version)
    await service.set_inspection(session, round_, entry, principal)
    return await _detail(session, round_, principal)


@router.post(
    "/nomination-rounds/{round_id}:decide",
    operation_id="decide_nomination",
    summary="Record who is appointed, under the number of the document",
    responses=problems(RefusedByPolicy, NotFound, WrongStage, NotOnList, NamedTwice, TooManyAppointed, LettersStand),
)
async def decide_nomination(
    session: Writing, round_id: UUID, entry: AppointmentEntry, principal: NominationManager, version: IfMatchGiven
) -> NominationRoundDetail:
    round_ = found(await repository.get_round_for_update(session, principal.visibility, round_id))
    check_version(round_, version)
    await service.decide_round(session, round_, entry, principal)
    return await _detail(session, round_, principal)
