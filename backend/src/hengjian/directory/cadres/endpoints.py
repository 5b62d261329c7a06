from typing import Annotated

from fastapi import Query

from hengjian.contracts.codes import Code
from hengjian.directory.cadres import repository, service
from hengjian.directory.cadres.errors import PostingBeforeLast, UnitDissolved, UnknownUnit
from hengjian.directory.cadres.schemas import CadreChange, CadreEntry, CadreView, PostingEntry
from hengjian.directory.models import Cadre
from hengjian.directory.permissions import CadreManager, CadreReader
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatch, IfMatchGiven, check_version
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, PreconditionRequired, StaleVersion, found, problems

router = service_router("/api/v1/directory", tag="cadres")


@router.get(
    "/cadres",
    operation_id="list_cadres",
    summary="Cadres of the units that the caller may see; for a cadre the own file",
    response_model=FollowedPage[CadreView],
)
async def list_cadres(
    session: Reading,
    page: Following,
    principal: CadreReader,
    unit_code: Code | None = None,
    search: Annotated[str | None, Query(max_length=80, description="Part of the name, or the code")] = None,
) -> FollowedRows[Cadre]:
    return await repository.list_cadres(session, principal, page, unit_code=unit_code, search=search)


@router.post(
    "/cadres:batch",
    operation_id="enter_cadres",
    summary="Create or update cadres by code",
    responses=problems(UnknownUnit, UnitDissolved, PostingBeforeLast),
)
async def enter_cadres(session: Writing, batch: Batch[CadreEntry], _: CadreManager) -> BatchOutcome:
    return await service.enter_cadres(session, batch)


@router.get(
    "/cadres/{code}",
    operation_id="get_cadre",
    summary="A cadre with the posts so far",
    response_model=CadreView,
    responses=problems(NotFound),
)
async def get_cadre(session: Reading, code: Code, principal: CadreReader) -> Cadre:
    return found(await repository.get_cadre(session, principal, code))


@router.patch(
    "/cadres/{code}",
    operation_id="change_cadre",
    summary="Correct a name, or take a file out of use",
    response_model=CadreView,
    responses=problems(NotFound, StaleVersion, PreconditionRequired),
)
async def change_cadre(
    session: Writing, code: Code, change: CadreChange, version: IfMatch, principal: CadreManager
) -> Cadre:
    cadre = found(await repository.get_cadre_for_update(session, principal.visibility, code))
    check_version(cadre, version)
    await service.change_cadre(session, cadre, change)
    return cadre


@router.post(
    "/cadres/{code}:post",
    operation_id="post_cadre",
    summary="Move a cadre to another post from a day on",
    response_model=CadreView,
    responses=problems(NotFound, UnknownUnit, UnitDissolved, PostingBeforeLast),
)
async def post_cadre(
    session: Writing, code: Code, posting: PostingEntry, principal: CadreManager, version: IfMatchGiven
) -> Cadre:
    cadre = found(await repository.get_cadre_for_update(session, principal.visibility, code))
    check_version(cadre, version)
    await service.post_cadre(session, cadre, posting)
    return cadre
