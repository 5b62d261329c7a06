from typing import Annotated, Literal
from uuid import UUID

from fastapi import File, Query, Response, UploadFile

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
from hengjian.supervision.bulk import importing
from hengjian.supervision.bulk.schemas import ImportedRow
from hengjian.supervision.permissions import DeductionRecorder

router = service_router("/api/v1/supervision", tag="deductions")


@router.get(
    "/deduction-imports/template.xlsx",
    operation_id="get_import_template",
    summary="A workbook to fill in, with the units and the year's rules to choose from",
    response_class=Response,
    responses=WORKBOOK,
)
async def get_import_template(session: Reading, _: DeductionRecorder) -> Response:
    return attach(await importing.offer_template(session), "扣分导入模板.xlsx")


@router.post(
    "/deduction-imports",
    operation_id="import_deductions",
    summary="Have the rows of a workbook recorded, or only judged; a job tells how far it is",
    status_code=202,
    response_model=JobTicket,
)
async def import_deductions(
    session: Writing,
    file: Annotated[UploadFile, File(description="An Excel workbook (.xlsx)")],
    principal: DeductionRecorder,
    dry_run: Annotated[bool, Query(description="Judge without writing")] = False,
) -> Response:
    wish = Wish(await file.read(), file.filename, {"dry_run": dry_run})
    return accepted(ServiceName.SUPERVISION, await enqueue(session, importing.DEDUCTION_IMPORT, principal, wish))


@router.get(
    "/deduction-imports/{job_id}/rows",
    operation_id="list_imported_rows",
    summary="What became of each row of an import, in the order of the sheet",
    response_model=Page[ImportedRow],
    responses=problems(NotFound),
)
async def list_imported_rows(
    session: Reading,
    job_id: UUID,
    page: Paging,
    principal: DeductionRecorder,
    status: Annotated[Literal["created", "unchanged", "refused"] | None, Query()] = None,
) -> Rows[ImportedRow]:
    return found(await list_job_rows(session, principal, importing.DEDUCTION_IMPORT, job_id, page, status))
