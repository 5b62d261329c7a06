import asyncio
from uuid import UUID

from fastapi import Response

from hengjian.appraisal.permissions import ResultReader
from hengjian.appraisal.result_tables import service
from hengjian.appraisal.result_tables.schemas import ResultTable
from hengjian.appraisal.result_tables.workbook import write_workbook
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.exchange.attachments import WORKBOOK, attach
from hengjian.kit.exchange.errors import OVERSIZED_TABLES
from hengjian.kit.language import current_language
from hengjian.kit.problems.problems import NotFound, problems

router = service_router("/api/v1/appraisal", tag="results")


@router.get(
    "/results/{result_id}/table",
    operation_id="get_result_table",
    summary="A class's result as the table for the meeting: ranks, parts of the total, tiers and ties",
    responses=problems(NotFound),
)
async def get_result_table(session: Reading, result_id: UUID, principal: ResultReader) -> ResultTable:
    return await service.draw_table(session, principal, result_id)


@router.get(
    "/results/{result_id}/table.xlsx",
    operation_id="download_result_table",
    summary="The table of a class's result as an Excel workbook",
    response_class=Response,
    responses={**WORKBOOK, **problems(NotFound, *OVERSIZED_TABLES)},
)
async def download_result_table(session: Reading, result_id: UUID, principal: ResultReader) -> Response:
    table = await service.draw_table(session, principal, result_id)
    content = await asyncio.to_thread(write_workbook, table, current_language.get())
    return attach(content, f"{table.year} {table.class_name or table.class_code} v{table.edition}.xlsx")
