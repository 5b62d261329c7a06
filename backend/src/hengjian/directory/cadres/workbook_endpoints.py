from typing import Annotated
from uuid import UUID

from fastapi import File, Query, Response, UploadFile

from hengjian.directory.cadres import workbook
from hengjian.directory.importing.schemas import ImportedEntry, RowStatus
from hengjian.directory.permissions import CadreManager
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.exchange.attachments import WORKBOOK, attach
from hengjian.kit.following.endpoints import accepted
from hengjian.kit.following.repository import list_job_rows
from hengjian.kit.following.views import JobTicket
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.kit.queueing.asking import Wish, enqueue
from hengjian.kit.settings import ServiceName

router = service_router("/api/v1/directory", tag="cadres")


@router.get(
    "/cadre-imports/template.xlsx",
    operation_id="get_cadre_import_template",
    summary="A workbook for cadres, with the units to choose from",
    response_class=Response,
    responses=WORKBOOK,
)
async def get_cadre_import_template(session: Reading, _: CadreManager) -> Response:
    return attach(await workbook.offer_template(session), "干部导入模板.xlsx")


@router.get(
    "/cadre-imports/cadres.xlsx",
    operation_id="export_cadres",
    summary="The cadres in service as a workbook, which an import takes back",
    response_class=Response,
    responses=WORKBOOK,
)
async def export_cadres(session: Reading, principal: CadreManager) -> Response:
    return attach(await workbook.export_cadres(session, principal.visibility), "干部.xlsx")


@router.post(
    "/cadre-imports",
    operation_id="import_cadres",
    summary="Have the cadres of a workbook entered, or only judged; a job tells how far it is",
    status_code=202,
    response_model=JobTicket,
)
async def import_cadres(
    session: Writing,
    file: Annotated[UploadFile, File(description="An Excel workbook (.xlsx)")],
    principal: CadreManager,
    dry_run: Annotated[bool, Query(description="Judge without writing")] = False,
) -> Response:
    wish = Wish(await file.read(), file.filename, {"dry_run": dry_run})
    return accepted(ServiceName.DIRECTORY, await enqueue(session, workbook.CADRE_IMPORT, principal, wish))


@router.get(
    "/cadre-imports/{job_id}/rows",
    operation_id="list_imported_cadres",
    summary="What became of each row of an import of cadres, in the order of the sheet",
    response_model=Page[ImportedEntry],
    responses=problems(NotFound),
)
async def list_imported_cadres(
    session: Reading,
    job_id: UUID,
    page: Paging,
    principal: CadreManager,
    status: Annotated[RowStatus | None, Query()] = None,
) -> Rows[ImportedEntry]:
    return found(await list_job_rows(session, principal, workbook.CADRE_IMPORT, job_id, page, status))
