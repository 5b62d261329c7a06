from uuid import UUID

from hengjian.contracts.codes import Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.supervision.draws import repository, service
from hengjian.supervision.draws.errors import AlreadyDrawn, InspectorTwice, TooFewInspectors, UnknownUnits
from hengjian.supervision.draws.schemas import DrawEntry, DrawRecord, DrawSummary, PublicWord
from hengjian.supervision.models import Draw
from hengjian.supervision.permissions import DrawManager, DrawReader

router = service_router("/api/v1/supervision", tag="draws")


@router.get(
    "/draws",
    operation_id="list_draws",
    summary="Inspections drawn by lot, newest first; inspectors see those in which they were drawn",
    response_model=FollowedPage[DrawSummary],
)
async def list_draws(
    session: Reading, page: Following, principal: DrawReader, year: Year | None = None
) -> FollowedRows[Draw]:
    return await repository.list_draws(session, principal, page, year=year)


@router.post(
    "/draws",
    operation_id="open_draw",
    summary="Freeze what is drawn from and publish the digest of the secret word",
    status_code=201,
    responses=problems(UnknownUnits, InspectorTwice, TooFewInspectors),
)
async def open_draw(session: Writing, entry: DrawEntry, principal: DrawManager) -> DrawRecord:
    return service.show_draw(await service.open_draw(session, entry, principal), principal)


@router.get(
    "/draws/{draw_id}",
    operation_id="get_draw",
    summary="The record of a draw, from which anybody can draw again",
    responses=problems(NotFound),
)
async def get_draw(session: Reading, draw_id: UUID, principal: DrawReader) -> DrawRecord:
    return service.show_draw(found(await repository.get_draw(session, principal, draw_id)), principal)


@router.post(
    "/draws/{draw_id}:draw",
    operation_id="draw_lots",
    summary="Name the public word and draw the teams; once",
    responses=problems(NotFound, AlreadyDrawn),
)
async def draw_lots(
    session: Writing, draw_id: UUID, word: PublicWord, principal: DrawManager, version: IfMatchGiven
) -> DrawRecord:
    draw = found(await repository.get_draw_for_update(session, principal, draw_id))
    check_version(draw, version)
    await service.draw_lots(session, draw, word.public_word, principal)
    return service.show_draw(draw, principal)
