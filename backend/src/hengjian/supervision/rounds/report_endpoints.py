from uuid import UUID

from fastapi import Response

from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.exchange.attachments import WORKBOOK, attach
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.supervision.permissions import RoundReader
from hengjian.supervision.rounds import errors, report_views, report_workbook, repository
from hengjian.supervision.rounds.schemas import QuarterReport

router = service_router("/api/v1/supervision", tag="quarterly rounds")


@router.get(
    "/rounds/{round_id}/report",
    operation_id="get_quarter_report",
    summary="The report of a closed round: lights by class and unit, against the quarter before, and every red line",
    responses=problems(NotFound, errors.RoundIsOpen),
)
async def get_quarter_report(session: Reading, round_id: UUID, principal: RoundReader) -> QuarterReport:
    current = found(await repository.get_round(session, round_id))
    return await report_views.show_report(session, current, principal)


@router.get(
    "/rounds/{round_id}/report.xlsx",
    operation_id="download_quarter_report",
    summary="The same report as a workbook, with every line that the caller may see",
    response_class=Response,
    responses={**WORKBOOK, **problems(NotFound, errors.RoundIsOpen)},
)
async def download_quarter_report(session: Reading, round_id: UUID, principal: RoundReader) -> Response:
    current = found(await repository.get_round(session, round_id))
    content = await report_workbook.write_report(session, current, principal)
    return attach(content, f"quarterly-{current.year}-{current.period}.xlsx")
