from uuid import UUID

from hengjian.contracts.codes import Code, Year
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.policy.actions import weigh
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.personnel.accountability import repository, service
from hengjian.personnel.accountability.errors import CaseNotOpen, DateAhead, StepNotDecided, StepTaken
from hengjian.personnel.accountability.policy import find_obstacle
from hengjian.personnel.accountability.schemas import CaseClosing, CaseDetail, CaseStepEntry, CaseView
from hengjian.personnel.copies.repository import find_standing
from hengjian.personnel.models import AccountabilityCase
from hengjian.personnel.permissions import AccountabilityDecider, ProposalReader
from hengjian.personnel.sight import sight_of
from hengjian.personnel.terms import CaseState
from hengjian.personnel.workflows import CaseVerb

router = service_router("/api/v1/personnel", tag="accountability")


async def _detail(session: AnySession, case: AccountabilityCase, principal: Principal) -> CaseDetail:
    standing = await find_standing(session, principal)
    actions = [weigh(verb, find_obstacle(verb, principal, standing, case)) for verb in CaseVerb]
    view = CaseView.model_validate(case)
    return CaseDetail(**view.model_dump(), actions=actions)


@router.get(
    "/accountability-cases",
    operation_id="list_accountability_cases",
    summary="Cases of accountability, opened by decisions",
    response_model=FollowedPage[CaseView],
)
async def list_accountability_cases(
    session: Reading,
    page: Following,
    principal: ProposalReader,
    year: Year | None = None,
    state: CaseState | None = None,
    unit_code: Code | None = None,
) -> FollowedRows[AccountabilityCase]:
    return await repository.list_cases(session, sight_of(principal), page, year=year, state=state, unit_code=unit_code)


@router.get(
    "/accountability-cases/{case_id}",
    operation_id="get_accountability_case",
    summary="A case with its steps and what may be done now",
    responses=problems(NotFound),
)
async def get_accountability_case(session: Reading, case_id: UUID, principal: ProposalReader) -> CaseDetail:
    case = found(await repository.get_case(session, sight_of(principal), case_id))
    return await _detail(session, case, principal)


@router.post(
    "/accountability-cases/{case_id}:take-step",
    operation_id="take_accountability_step",
    summary="Record that a step of the decision was carried out",
    responses=problems(RefusedByPolicy, NotFound, CaseNotOpen, StepNotDecided, StepTaken, DateAhead),
)
async def take_accountability_step(
    session: Writing, case_id: UUID, entry: CaseStepEntry, principal: AccountabilityDecider, version: IfMatchGiven
) -> CaseDetail:
    case = found(await repository.get_case_for_update(session, sight_of(principal), case_id))
    check_version(case, version)
    await service.take_step(session, case, entry, principal)
    return await _detail(session, case, principal)


@router.post(
    "/accountability-cases/{case_id}:close",
    operation_id="close_accountability_case",
    summary="Close a case",
    responses=problems(RefusedByPolicy, NotFound, CaseNotOpen),
)
async def close_accountability_case(
    session: Writing, case_id: UUID, entry: CaseClosing, principal: AccountabilityDecider, version: IfMatchGiven
) -> CaseDetail:
    case = found(await repository.get_case_for_update(session, sight_of(principal), case_id))
    check_version(case, version)
    await service.close_case(session, case, entry, principal)
    return await _detail(session, case, principal)
