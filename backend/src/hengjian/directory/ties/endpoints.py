from uuid import UUID

from hengjian.contracts.codes import Code
from hengjian.directory.cadres.errors import UnknownUnit
from hengjian.directory.models import StandingAsideTerm, Tie
from hengjian.directory.permissions import SignedIn, TieManager, TieReader
from hengjian.directory.ties import repository, service
from hengjian.directory.ties.errors import OneOther, TieEnded, TieInForce, UnknownPerson
from hengjian.directory.ties.schemas import (
    OwnTieEntry,
    StandingAsideEntry,
    StandingAsideView,
    TieEnd,
    TieEntry,
    TieView,
)
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems

router = service_router("/api/v1/directory", tag="ties")

_REFUSED = problems(RefusedByPolicy, OneOther, UnknownUnit, UnknownPerson, TieInForce)


@router.get(
    "/own-ties",
    operation_id="list_own_ties",
    summary="To whom and to which units the caller is tied",
    response_model=Page[TieView],
)
async def list_own_ties(session: Reading, page: Paging, principal: SignedIn, in_force: bool | None = None) -> Rows[Tie]:
    return await repository.list_ties(session, principal, page, in_force=in_force)


@router.post(
    "/own-ties",
    operation_id="declare_own_tie",
    summary="Declare a tie of one's own to a unit or a person",
    status_code=201,
    response_model=TieView,
    responses=_REFUSED,
)
async def declare_own_tie(session: Writing, entry: OwnTieEntry, principal: SignedIn) -> Tie:
    return await service.declare_own_tie(session, entry, principal)


@router.get(
    "/ties",
    operation_id="list_ties",
    summary="Everybody's ties, for the offices that keep the list",
    response_model=Page[TieView],
)
async def list_ties(
    session: Reading,
    page: Paging,
    principal: TieReader,
    in_force: bool | None = None,
    person_code: Code | None = None,
    unit_code: Code | None = None,
) -> Rows[Tie]:
    return await repository.list_ties(
        session, principal, page, in_force=in_force, person_code=person_code, unit_code=unit_code
    )


@router.post(
    "/ties",
    operation_id="enter_tie",
    summary="Enter somebody's tie by document number",
    status_code=201,
    response_model=TieView,
    responses=_REFUSED,
)
async def enter_tie(session: Writing, entry: TieEntry, principal: TieManager) -> Tie:
    return await service.enter_tie(session, entry, principal)


@router.post(
    "/ties/{tie_id}:end",
    operation_id="end_tie",
    summary="End a tie with the reason; it stays on record",
    response_model=TieView,
    responses=problems(RefusedByPolicy, NotFound, TieEnded),
)
async def end_tie(session: Writing, tie_id: UUID, end: TieEnd, principal: TieManager, version: IfMatchGiven) -> Tie:
    tie = found(await repository.get_tie_for_update(session, tie_id))
    check_version(tie, version)
    await service.end_tie(session, tie, end.reason, principal)
    return tie


@router.get(
    "/standing-aside-term",
    operation_id="get_standing_aside_term",
    summary="For how many years one stands aside from a unit where one served",
)
async def get_standing_aside_term(session: Reading, _: SignedIn) -> StandingAsideView:
    return await service.show_term(session)


@router.post(
    "/standing-aside-term",
    operation_id="set_standing_aside_term",
    summary="Set for how many years one stands aside from a former unit, with the reason",
    status_code=201,
    response_model=StandingAsideView,
)
async def set_standing_aside_term(
    session: Writing, entry: StandingAsideEntry, principal: TieManager
) -> StandingAsideTerm:
    return await service.set_term(session, entry, principal)
