import asyncio
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Path, Query, Request, Response

from hengjian.audit.reading import Search
from hengjian.directory.audit import service
from hengjian.directory.audit.errors import AuditTooLong, ServiceSilent
from hengjian.directory.audit.schemas import AuditPage, AuditRowDetail, AuditWords
from hengjian.directory.audit.words.acts import ACTS
from hengjian.directory.audit.words.choosing import all_words
from hengjian.directory.audit.words.fields import FIELDS
from hengjian.directory.audit.words.objects import OBJECTS
from hengjian.directory.audit.workbook import write_rows
from hengjian.directory.permissions import AuditReader
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import BadCursor
from hengjian.kit.edge.routing import Acting, Running
from hengjian.kit.exchange.attachments import WORKBOOK, attach
from hengjian.kit.language import current_language
from hengjian.kit.problems.problems import NotFound, problems
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.inputs import Moment

router = service_router("/api/v1/directory", tag="audit")

Wanted = Annotated[str | None, Query(min_length=1, max_length=200)]


async def _search(
    person: Annotated[
        str | None, Query(min_length=1, max_length=200, description="An account's id, or a part of a name")
    ] = None,
    object_type: Wanted = None,
    object_id: Wanted = None,
    action: Annotated[
        str | None, Query(min_length=1, max_length=200, description="Operation id, event or job name")
    ] = None,
    address: Wanted = None,
    begins_at: Moment | None = None,
    ends_at: Moment | None = None,
) -> Search:
    return Search(person, object_type, object_id, action, address, begins_at, ends_at)


Asked = Annotated[Search, Depends(_search)]
OfService = Annotated[ServiceName | None, Query(description="Only what this service wrote")]


def _services(of: ServiceName | None) -> tuple[ServiceName, ...]:
    return tuple(ServiceName) if of is None else (of,)


@router.get(
    "/audit-rows",
    operation_id="list_audit_rows",
    summary="What was written in all services: who, from where, when; the latest first. The reading is noted",
    responses=problems(BadCursor),
)
async def list_audit_rows(
    running: Running,
    actor: Acting,
    request: Request,
    search: Asked,
    _: AuditReader,
    of: OfService = None,
    cursor: Annotated[str | None, Query(max_length=500, description="From the `next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> AuditPage:
    position = service.read_cursor(cursor)
    rows, silent = await service.gather_rows(running, _services(of), search, position, limit)
    await service.note_reading(running, actor, "list", {**vars(search), "of": of}, rows=len(rows))
    following = None
    if len(rows) == limit:
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        last = service.write_cursor(service.move_on(position, rows))
        following = f"{request.scope['path']}?{urlencode([*kept, ('cursor', last)])}"
    return AuditPage(items=rows, next=following, silent=silent)


@router.get(
    "/audit-words",
    operation_id="list_audit_words",
    summary="What an office calls the acts, objects and fields that rows are named by",
)
async def list_audit_words(_: AuditReader) -> AuditWords:
    language = current_language.get()
    return AuditWords(
        acts=all_words(ACTS, language), objects=all_words(OBJECTS, language), fields=all_words(FIELDS, language)
    )


@router.get(
    "/audit-rows.xlsx",
    operation_id="export_audit_rows",
    summary="The same as an Excel workbook, whole or not at all. The export is noted",
    response_class=Response,
    responses={**WORKBOOK, **problems(AuditTooLong, ServiceSilent)},
)
async def export_audit_rows(
    running: Running, actor: Acting, search: Asked, _: AuditReader, of: OfService = None
) -> Response:
    rows = await service.gather_all(running, _services(of), search)
    await service.note_reading(running, actor, "export", {**vars(search), "of": of}, rows=len(rows))
    return attach(await asyncio.to_thread(write_rows, rows, current_language.get()), "audit.xlsx")


@router.get(
    "/audit-rows/{of}/{number}",
    operation_id="get_audit_row",
    summary="One row with what was before and after. The reading is noted",
    responses=problems(NotFound, ServiceSilent),
)
async def get_audit_row(
    running: Running,
    actor: Acting,
    of: ServiceName,
    number: Annotated[int, Path(ge=-(2**63), lt=2**63)],
    _: AuditReader,
) -> AuditRowDetail:
    row = await service.find_row(running, of, number)
    await service.note_reading(running, actor, "row", {"of": of, "number": number}, rows=1)
    return row
