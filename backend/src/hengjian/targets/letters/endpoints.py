from uuid import UUID

from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.targets.errors import WrongPhase
from hengjian.targets.letters import repository, service
from hengjian.targets.letters.errors import DigestDiffers, LetterIsAccepted
from hengjian.targets.letters.schemas import LetterAcceptance, LetterDetailView, LetterView
from hengjian.targets.models import Letter
from hengjian.targets.permissions import LetterAccepter, PlanReader
from hengjian.targets.phases.repository import get_year
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import LetterState

router = service_router("/api/v1/targets", tag="letters")


@router.get(
    "/letters",
    operation_id="list_letters",
    summary="Responsibility letters of the units that the caller may see",
    response_model=FollowedPage[LetterView],
)
async def list_letters(
    session: Reading,
    page: Following,
    principal: PlanReader,
    year: Year | None = None,
    level: PlanLevel | None = None,
    unit_code: Code | None = None,
    state: LetterState | None = None,
) -> FollowedRows[Letter]:
    return await repository.list_letters(
        session, principal.visibility, page, year=year, level=level, unit_code=unit_code, state=state
    )


@router.get(
    "/letters/{letter_id}",
    operation_id="get_letter",
    summary="A responsibility letter with its text and digest",
    responses=problems(NotFound),
)
async def get_letter(session: Reading, letter_id: UUID, principal: PlanReader) -> LetterDetailView:
    letter = found(await repository.get_letter(session, principal.visibility, letter_id))
    return await service.describe_letter(session, letter, found(await get_year(session, letter.year)), principal)


@router.post(
    "/letters/{letter_id}:accept",
    operation_id="accept_letter",
    summary="Accept a letter, naming the digest of the text that was read",
    response_model=LetterView,
    responses=problems(NotFound, RefusedByPolicy, WrongPhase, LetterIsAccepted, DigestDiffers),
)
async def accept_letter(
    session: Writing, letter_id: UUID, acceptance: LetterAcceptance, principal: LetterAccepter, version: IfMatchGiven
) -> Letter:
    letter = found(await repository.get_letter_for_update(session, principal.visibility, letter_id))
    check_version(letter, version)
    await service.accept_letter(session, letter, acceptance, found(await get_year(session, letter.year)), principal)
    return letter
