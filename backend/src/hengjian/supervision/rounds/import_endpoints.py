from typing import Annotated, Literal
from uuid import UUID

from fastapi import File, Query, Response, UploadFile

from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.exchange.attachments import WORKBOOK, attach
from hengjian.kit.exchange.errors import UNFIT_WORKBOOKS
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.supervision.permissions import RoundManager
from hengjian.supervision.rounds import errors, project_import, repository
from hengjian.supervision.rounds.schemas import ProjectImport

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
    summary="Add the key projects of a workbook; it can be handed back with a reason beside each row",
    response_model=ProjectImport,
    responses={**WORKBOOK, **problems(NotFound, errors.RoundIsClosed, *UNFIT_WORKBOOKS)},
)
async def import_round_projects(
    session: Writing,
    round_id: UUID,
    file: Annotated[UploadFile, File(description="An Excel workbook (.xlsx)")],
    _: RoundManager,
    dry_run: Annotated[bool, Query(description="Judge without writing")] = False,
    answer: Annotated[
        Literal["rows", "workbook"], Query(description="What became of each row, or the same file with it")
    ] = "rows",
) -> ProjectImport | Response:
    current = found(await repository.get_round_for_update(session, round_id))
    content = await file.read()
    outcome = await project_import.import_projects(session, current, content, dry_run=dry_run)
    if answer == "rows":
        return outcome
    return attach(await project_import.hand_back(content, outcome), file.filename or "重点项目导入.xlsx")
