from uuid import UUID

from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.supervision.errors import UnknownUnit
from hengjian.supervision.models import Recusal, StandingAsideTerm
from hengjian.supervision.permissions import RecusalDeclarer, RecusalEnder, RecusalReader
from hengjian.supervision.recusals import repository, service
from hengjian.supervision.recusals.errors import RecusalEnded, RecusalInForce
from hengjian.supervision.recusals.schemas import RecusalEntry, RecusalView, StandingAsideEntry, StandingAsideView

router = service_router("/api/v1/supervision", tag="recusals")


@router.get(
    "/recusals",
    operation_id="list_recusals",
    summary="From which units people stand aside; inspectors see their own",
    response_model=FollowedPage[RecusalView],
)
async def list_recusals(
    session: Reading, page: Following, principal: RecusalReader, in_force: bool | None = None
) -> FollowedRows[Recusal]:
    return await repository.list_recusals(session, principal, page, in_force=in_force)


@router.post(
    "/recusals",
    operation_id="declare_recusal",
    summary="Declare that somebody stands aside from a unit",
    status_code=201,
    response_model=RecusalView,
    responses=problems(RefusedByPolicy, UnknownUnit, RecusalInForce),
)
async def declare_recusal(session: Writing, entry: RecusalEntry, principal: RecusalDeclarer) -> Recusal:
    return await service.declare_recusal(session, entry, principal)


@router.post(
    "/recusals/{recusal_id}:end",
    operation_id="end_recusal",
    summary="End a recusal; it stays on record",
    response_model=RecusalView,
    responses=problems(NotFound, RecusalEnded),
)
async def end_recusal(session: Writing, recusal_id: UUID, principal: RecusalEnder, version: IfMatchGiven) -> Recusal:
    recusal = found(await repository.get_recusal_for_update(session, principal, recusal_id))
    check_version(recusal, version)
    await service.end_recusal(session, recusal, principal)
    return recusal


@router.get(
    "/standing-aside-term",
    operation_id="get_standing_aside_term",
    summary="For how many years one stands aside from a unit where one served",
)
async def get_standing_aside_term(session: Reading, _: RecusalReader) -> StandingAsideView:
    return await service.show_term(session)


@router.post(
    "/standing-aside-term",
    operation_id="set_standing_aside_term",
    summary="Set for how many years one stands aside from a former unit, with the reason",
    status_code=201,
    response_model=StandingAsideView,
)
async def set_standing_aside_term(
    session: Writing, entry: StandingAsideEntry, principal: RecusalEnder
) -> StandingAsideTerm:
    return await service.set_term(session, entry, principal)
