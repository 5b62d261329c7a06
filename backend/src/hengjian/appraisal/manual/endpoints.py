from typing import Annotated

from fastapi import File, Query, Response, UploadFile

from hengjian.appraisal.errors import NoSuchItem, NoSuchScheme, NoSuchSubject, ResultsStand
from hengjian.appraisal.manual import service
from hengjian.appraisal.manual.schemas import (
    ItemCode,
    ManualItem,
    ManualOutcome,
    ManualScores,
    ManualSheet,
    ManualTable,
)
from hengjian.appraisal.permissions import ManualScorer
from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven
from hengjian.kit.exchange.attachments import WORKBOOK, attach
from hengjian.kit.exchange.errors import OVERSIZED_TABLES, UNFIT_WORKBOOKS
from hengjian.kit.problems.problems import RefusedByPolicy, StaleVersion, problems

router = service_router("/api/v1/appraisal", tag="manual scores")

_ABSENT = (NoSuchScheme, NoSuchItem, RefusedByPolicy)


@router.get(
    "/manual-items",
    operation_id="list_manual_items",
    summary="The items that the caller enters, with how many subjects still lack an entry",
)
async def list_manual_items(session: Reading, principal: ManualScorer, year: Year) -> Page[ManualItem]:
    return Page(items=await service.list_items(session, year, principal), next=None)


@router.get(
    "/manual-scores",
    operation_id="get_manual_scores",
    summary="One item's subjects with what the caller has entered for them",
    responses=problems(*_ABSENT),
)
async def get_manual_scores(
    session: Reading,
    principal: ManualScorer,
    year: Year,
    scheme_code: Code,
    item_code: Annotated[ItemCode, Query()],
) -> ManualSheet:
    return await service.open_sheet(session, year, scheme_code, item_code, principal)


@router.post(
    "/manual-scores:batch",
    operation_id="enter_manual_scores",
    summary="Enter an owner's scores, values or counts for one item",
    description="With `If-Match` only while nobody has entered anything for the caller's subjects since.",
    responses=problems(*_ABSENT, NoSuchSubject, ResultsStand, StaleVersion),
)
async def enter_manual_scores(
    session: Writing, entry: ManualScores, principal: ManualScorer, version: IfMatchGiven
) -> ManualOutcome:
    return await service.enter_scores(session, entry, principal, version)


@router.get(
    "/manual-scores/table.xlsx",
    operation_id="get_manual_table",
    summary="The same as an Excel workbook to fill in",
    response_class=Response,
    responses={**WORKBOOK, **problems(*_ABSENT, *OVERSIZED_TABLES)},
)
async def get_manual_table(
    session: Reading,
    principal: ManualScorer,
    year: Year,
    scheme_code: Code,
    item_code: Annotated[ItemCode, Query()],
) -> Response:
    content = await service.write_table(session, year, scheme_code, item_code, principal)
    return attach(content, f"{year} {scheme_code} {item_code}.xlsx")


@router.post(
    "/manual-scores/table",
    operation_id="read_manual_table",
    summary="What a filled-in workbook would change and what is wrong in it; nothing is stored",
    responses=problems(*_ABSENT, *UNFIT_WORKBOOKS),
)
async def read_manual_table(
    session: Reading,
    file: Annotated[UploadFile, File(description="The workbook (.xlsx)")],
    principal: ManualScorer,
    year: Year,
    scheme_code: Code,
    item_code: Annotated[ItemCode, Query()],
) -> ManualTable:
    return await service.read_table(session, year, scheme_code, item_code, await file.read(), principal)
