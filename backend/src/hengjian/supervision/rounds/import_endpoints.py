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
from hengjian.supervision.permissions import RoundManager
from hengjian.supervision.rounds import project_import, repository
from hengjian.supervision.rounds.schemas import ImportedProject

router = service_router("/api/v1/supervision", tag="quarterly rounds")


@router.get(
    "/rounds/{round_id}/project-imports/template.xlsx",
    operation_id="get_project_import_template",
    summary="A workbook for key projects, with the units of the round to choose from",
    response_class=Response,
    responses={**WORKBOOK, **problems(NotFound)},
)
async def get_project_import_template(session: Reading, round_id: UUID, _: RoundManager) -> Response:
    current = found(await repository.get_round(session, round_id))
    return attach(await project_import.offer_template(session, current), "重点项目导入模板.xlsx")


@router.post(
    "/rounds/{round_id}/project-imports",
    operation_id="import_round_projects",
    summary="Have the key projects of a workbook added, or only judged; a job tells how far it is",
    status_code=202,
    response_model=JobTicket,
    responses=problems(NotFound),
)
async def import_round_projects(
    session: Writing,
    round_id: UUID,
    file: Annotated[UploadFile, File(description="An Excel workbook (.xlsx)")],
    principal: RoundManager,
    dry_run: Annotated[bool, Query(description="Judge without writing")] = False,
) -> Response:
    found(await repository.get_round(session, round_id))
    wish = Wish(await file.read(), file.filename, {"round_id": str(round_id), "dry_run": dry_run})
    return accepted(ServiceName.SUPERVISION, await enqueue(session, project_import.PROJECT_IMPORT, principal, wish))


@router.get(
    "/project-imports/{job_id}/rows",
    operation_id="list_imported_projects",
    summary="What became of each row of an import of key projects, in the order of the sheet",
    response_model=Page[ImportedProject],
    responses=problems(NotFound),
)
async def list_imported_projects(
    session: Reading,
    job_id: UUID,
    page: Paging,
    principal: RoundManager,
    status: Annotated[Literal["created", "updated", "unchanged", "refused"] | None, Query()] = None,
) -> Rows[ImportedProject]:
    return found(await list_job_rows(session, principal, project_import.PROJECT_IMPORT, job_id, page, status))
