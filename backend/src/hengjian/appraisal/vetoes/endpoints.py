from uuid import UUID

from hengjian.appraisal.errors import AlreadyThere, NoSuchSubject, ResultsStand, WrongState
from hengjian.appraisal.models import Veto
from hengjian.appraisal.permissions import VetoDecider, VetoProposer, VetoReader
from hengjian.appraisal.vetoes import repository, service
from hengjian.appraisal.vetoes.errors import UnknownVeto
from hengjian.appraisal.vetoes.schemas import VetoDecision, VetoEntry, VetoView
from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems

router = service_router("/api/v1/appraisal", tag="vetoes")


@router.get(
    "/vetoes", operation_id="list_vetoes", summary="Vetoes proposed and decided", response_model=FollowedPage[VetoView]
)
async def list_vetoes(
    session: Reading, page: Following, principal: VetoReader, year: Year | None = None, unit_code: Code | None = None
) -> FollowedRows[Veto]:
    return await repository.list_vetoes(session, principal, page, year=year, unit_code=unit_code)


@router.post(
    "/vetoes",
    operation_id="propose_veto",
    summary="Propose a veto against a unit",
    status_code=201,
    response_model=VetoView,
    responses=problems(RefusedByPolicy, NoSuchSubject, UnknownVeto, AlreadyThere),
)
async def post_veto(session: Writing, entry: VetoEntry, principal: VetoProposer) -> Veto:
    return await service.propose_veto(session, entry, principal)


@router.post(
    "/vetoes/{veto_id}:decide",
    operation_id="decide_veto",
    summary="The committee decides or declines a proposed veto; once the unit's result stands it can only decline",
    response_model=VetoView,
    responses=problems(NotFound, WrongState, RefusedByPolicy, ResultsStand),
)
async def post_decision(
    session: Writing, veto_id: UUID, decision: VetoDecision, principal: VetoDecider, version: IfMatchGiven
) -> Veto:
    veto = found(await repository.get_veto_for_update(session, principal.visibility, veto_id))
    check_version(veto, version)
    await service.decide_veto(session, veto, decision, principal)
    return veto
