from typing import Annotated
from uuid import UUID

from fastapi import File, Query, Response, UploadFile

from hengjian.directory.importing.schemas import ImportedEntry, RowStatus
from hengjian.directory.permissions import UnitManager
from hengjian.directory.units import workbook
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

router = service_router("/api/v1/directory", tag="units")


@router.get(
    "/unit-imports/template.xlsx",
    operation_id="get_unit_import_template",
    summary="A workbook for units, with the classes to choose from",
    response_class=Response,
    responses=WORKBOOK,
)
async def get_unit_import_template(session: Reading, _: UnitManager) -> Response:
    return attach(await workbook.offer_template(session), "单位导入模板.xlsx")


@router.get(
    "/unit-imports/units.xlsx",
    operation_id="export_units",
    summary="The units in service as a workbook, which an import takes back",
    response_class=Response,
    responses=WORKBOOK,
)
async def export_units(session: Reading, principal: UnitManager) -> Response:
    return attach(await workbook.export_units(session, principal.visibility), "单位.xlsx")


@router.post(
    "/unit-imports",
    operation_id="import_units",
    summary="Have the units of a workbook entered, or only judged; a job tells how far it is",
    status_code=202,
    response_model=JobTicket,
)
async def import_units(
    session: Writing,
    file: Annotated[UploadFile, File(description="An Excel workbook (.xlsx)")],
    principal: UnitManager,
    dry_run: Annotated[bool, Query(description="Judge without writing")] = False,
) -> Response:
    wish = Wish(await file.read(), file.filename, {"dry_run": dry_run})
    return accepted(ServiceName.DIRECTORY, await enqueue(session, workbook.UNIT_IMPORT, principal, wish))


@router.get(
    "/unit-imports/{job_id}/rows",
    operation_id="list_imported_units",
    summary="What became of each row of an import of units, in the order of the sheet",
    response_model=Page[ImportedEntry],
    responses=problems(NotFound),
)
async def list_imported_units(
    session: Reading,
    job_id: UUID,
    page: Paging,
    principal: UnitManager,
    status: Annotated[RowStatus | None, Query()] = None,
) -> Rows[ImportedEntry]:
    return found(await list_job_rows(session, principal, workbook.UNIT_IMPORT, job_id, page, status))
