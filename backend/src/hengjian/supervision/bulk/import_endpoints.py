from typing import Annotated, Literal

from fastapi import File, Query, Response, UploadFile

from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Recording, Running
from hengjian.kit.exchange.attachments import WORKBOOK, attach
from hengjian.kit.exchange.errors import UNFIT_WORKBOOKS
from hengjian.kit.problems.problems import problems
from hengjian.supervision.bulk import importing
from hengjian.supervision.bulk.schemas import ImportOutcome
from hengjian.supervision.permissions import DeductionRecorder
from hengjian.supervision.recording.service import RECORDER

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
    summary="Record the rows of a workbook; it can be handed back with a reason beside each row",
    response_model=ImportOutcome,
    responses={
        **WORKBOOK,
        **problems(*UNFIT_WORKBOOKS),
    },
)
async def import_deductions(
    running: Running,
    desk: Recording,
    file: Annotated[UploadFile, File(description="An Excel workbook (.xlsx)")],
    _: DeductionRecorder,
    dry_run: Annotated[bool, Query(description="Judge without writing")] = False,
    answer: Annotated[
        Literal["rows", "workbook"], Query(description="What became of each row, or the same file with it")
    ] = "rows",
) -> Response:
    content = await file.read()
    rows, entries = await importing.read_entries(running.database, content)
    answered = await desk.write(RECORDER, importing.record_workbook(rows, entries, dry_run=dry_run), rows=len(entries))
    if answer == "rows":
        return answered
    # Drawn after the commit and from the answer that is kept, so nobody waits for it and a repeat gets the same.
    outcome = ImportOutcome.model_validate_json(bytes(answered.body))
    return attach(await importing.hand_back(content, outcome), file.filename or "扣分导入.xlsx")
