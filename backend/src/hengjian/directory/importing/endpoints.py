"""The routes by which a list goes out as a workbook and comes back; the same for every list of the directory."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, Response, UploadFile

from hengjian.directory.importing.schemas import ImportedEntry, RowStatus
from hengjian.kit.access.auth import Principal, Requires, Visibility
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.exchange.attachments import WORKBOOK, attach
from hengjian.kit.following.endpoints import accepted
from hengjian.kit.following.repository import list_job_rows
from hengjian.kit.following.views import JobTicket
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.kit.queueing.asking import Wish, enqueue
from hengjian.kit.queueing.running import JobKind
from hengjian.kit.settings import ServiceName


@dataclass(frozen=True)
class WorkbookOf:
    """A list and its words: ``one`` and ``many`` stand in addresses and operations, ``title`` in names of files,
    ``choices`` is what the template lets choose from. Whoever may import may do all of it."""

    one: str
    many: str
    title: str
    choices: str
    kind: JobKind
    offer_template: Callable[[AnySession], Awaitable[bytes]]
    export: Callable[[AnySession, Visibility], Awaitable[bytes]]


def workbook_router(book: WorkbookOf) -> APIRouter:
    router = service_router("/api/v1/directory", tag=book.many)
    rule = Requires(book.kind.permission)

    @router.get(
        f"/{book.one}-imports/template.xlsx",
        operation_id=f"get_{book.one}_import_template",
        summary=f"A workbook for {book.many}, with the {book.choices} to choose from",
        response_class=Response,
        responses=WORKBOOK,
    )
    async def get_template(session: Reading, _: Annotated[Principal, Depends(rule)]) -> Response:
        return attach(await book.offer_template(session), f"{book.title}导入模板.xlsx")

    @router.get(
        f"/{book.one}-imports/{book.many}.xlsx",
        operation_id=f"export_{book.many}",
        summary=f"The {book.many} in service as a workbook, which an import takes back",
        response_class=Response,
        responses=WORKBOOK,
    )
    async def export(session: Reading, principal: Annotated[Principal, Depends(rule)]) -> Response:
        return attach(await book.export(session, principal.visibility), f"{book.title}.xlsx")

    @router.post(
        f"/{book.one}-imports",
        operation_id=f"import_{book.many}",
        summary=f"Have the {book.many} of a workbook entered, or only judged; a job tells how far it is",
        status_code=202,
        response_model=JobTicket,
    )
    async def import_workbook(
        session: Writing,
        file: Annotated[UploadFile, File(description="An Excel workbook (.xlsx)")],
        principal: Annotated[Principal, Depends(rule)],
        dry_run: Annotated[bool, Query(description="Judge without writing")] = False,
    ) -> Response:
        wish = Wish(await file.read(), file.filename, {"dry_run": dry_run})
        return accepted(ServiceName.DIRECTORY, await enqueue(session, book.kind, principal, wish))

    @router.get(
        f"/{book.one}-imports/{{job_id}}/rows",
        operation_id=f"list_imported_{book.many}",
        summary=f"What became of each row of an import of {book.many}, in the order of the sheet",
        response_model=Page[ImportedEntry],
        responses=problems(NotFound),
    )
    async def list_imported(
        session: Reading,
        job_id: UUID,
        page: Paging,
        principal: Annotated[Principal, Depends(rule)],
        status: Annotated[RowStatus | None, Query()] = None,
    ) -> Rows[ImportedEntry]:
        return found(await list_job_rows(session, principal, book.kind, job_id, page, status))

    return router
