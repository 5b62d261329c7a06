from typing import Annotated
from uuid import UUID

from fastapi import Query

from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.following.changes import FollowedPage, Following
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.kit.time.inputs import Day
from hengjian.supervision.errors import UnknownUnit
from hengjian.supervision.permissions import VisitReader, VisitRecorder
from hengjian.supervision.visits import repository, service
from hengjian.supervision.visits.errors import VisitIdTaken, VisitInTheFuture
from hengjian.supervision.visits.schemas import VisitEntry, VisitKind, VisitRow, VisitView

router = service_router("/api/v1/supervision", tag="visits")


@router.post(
    "/visits",
    operation_id="record_visit",
    summary="Record a visit; the same id and content again gets the first answer again",
    status_code=201,
    responses=problems(VisitIdTaken, RefusedByPolicy, UnknownUnit, VisitInTheFuture),
)
async def record_visit(session: Writing, entry: VisitEntry, principal: VisitRecorder) -> VisitRow:
    visit = await service.record_visit(session, entry, principal)
    return service.show_row(visit, principal)


@router.get("/visits", operation_id="list_visits", summary="Visits that the caller may see, newest first")
async def list_visits(
    session: Reading,
    page: Following,
    principal: VisitReader,
    year: Year | None = None,
    unit_code: Code | None = None,
    kind: VisitKind | None = None,
    from_on: Annotated[Day | None, Query(description="On this day or later")] = None,
    to_on: Annotated[Day | None, Query(description="On this day or earlier")] = None,
) -> FollowedPage[VisitRow]:
    wanted = repository.VisitFilter(year, unit_code, kind, from_on, to_on)
    rows = await repository.list_visits(session, principal, page, wanted)
    return rows.as_page([service.show_row(visit, principal) for visit in rows.items])


@router.get(
    "/visits/{visit_id}",
    operation_id="get_visit",
    summary="One visit, with what the caller may do about it",
    responses=problems(NotFound),
)
async def get_visit(session: Reading, visit_id: UUID, principal: VisitReader) -> VisitView:
    visit = found(await repository.get_visit(session, principal, visit_id))
    return await service.show_visit(session, visit, principal)
