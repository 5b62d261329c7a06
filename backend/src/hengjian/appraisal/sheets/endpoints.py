from typing import Literal
from uuid import UUID

from hengjian.appraisal.errors import AlreadyThere, NoSuchItem, NoSuchScheme, NoSuchSubject, ResultsStand, WrongState
from hengjian.appraisal.models import SheetRound
from hengjian.appraisal.permissions import Monitor, Scorer, SheetManager, SheetReader, Verifier
from hengjian.appraisal.rounds.repository import get_round, get_round_for_update, list_rounds
from hengjian.appraisal.rounds.schemas import RoundView
from hengjian.appraisal.rounds.views import view_rounds
from hengjian.appraisal.sheets import repository, service
from hengjian.appraisal.sheets.errors import PersonInTwoTeams, SheetsUnsigned
from hengjian.appraisal.sheets.schemas import (
    SheetBatch,
    SheetRoundEntry,
    SheetRoundView,
    SheetScoreBatch,
    SheetsMoved,
    SheetStop,
    SheetView,
)
from hengjian.contracts.codes import Code, Year
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.messaging.dead_letters import LettersStand
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems

router = service_router("/api/v1/appraisal", tag="sheets")


async def _round_for_update(session: WriteSession, principal: Principal, round_id: UUID) -> SheetRound:
    return found(await get_round_for_update(session, SheetRound, principal.visibility, round_id))


@router.get(
    "/sheet-rounds",
    operation_id="list_sheet_rounds",
    summary="Rounds of year-end appraisal on site",
    response_model=Page[RoundView],
)
async def list_sheet_rounds(
    session: Reading, page: Paging, principal: SheetReader, year: Year | None = None
) -> Rows[RoundView]:
    rows = await list_rounds(session, SheetRound, principal.visibility, page, year=year)
    return Rows(await view_rounds(session, rows.items), rows.next)


@router.post(
    "/sheet-rounds",
    operation_id="open_sheet_round",
    summary="Open on-site appraisal with its three teams and a sheet for each subject",
    status_code=201,
    responses=problems(NoSuchScheme, NoSuchItem, AlreadyThere, PersonInTwoTeams),
)
async def open_sheet_round(session: Writing, entry: SheetRoundEntry, principal: SheetManager) -> SheetRoundView:
    return await service.describe_round(session, await service.open_sheets(session, entry, principal))


@router.get(
    "/sheet-rounds/{round_id}",
    operation_id="get_sheet_round",
    summary="A round and how far its sheets are",
    responses=problems(NotFound),
)
async def get_sheet_round(session: Reading, round_id: UUID, principal: SheetReader) -> SheetRoundView:
    row = found(await get_round(session, SheetRound, principal.visibility, round_id))
    return await service.describe_round(session, row)


@router.get("/sheets", operation_id="list_sheets", summary="Sheets of a round", response_model=Page[SheetView])
async def list_sheets(
    session: Reading,
    page: Paging,
    principal: SheetReader,
    round_id: UUID | None = None,
    subject_code: Code | None = None,
    state: Literal["awaited", "verified", "scored", "signed", "stopped"] | None = None,
) -> Rows[SheetView]:
    rows = await repository.list_sheets(
        session, principal.visibility, page, round_id=round_id, subject_code=subject_code, state=state
    )
    return Rows([service.describe_sheet(sheet, principal) for sheet in rows.items], rows.next)


@router.get("/sheets/{sheet_id}", operation_id="get_sheet", summary="One sheet", responses=problems(NotFound))
async def get_sheet(session: Reading, sheet_id: UUID, principal: SheetReader) -> SheetView:
    return service.describe_sheet(found(await repository.get_sheet(session, principal.visibility, sheet_id)), principal)


@router.post(
    "/sheet-rounds/{round_id}/sheets:verify",
    operation_id="verify_sheets",
    summary="The verification team confirms what the sheets rest on",
    responses=problems(NotFound, WrongState, NoSuchSubject, RefusedByPolicy),
)
async def verify_sheets(session: Writing, round_id: UUID, batch: SheetBatch, principal: Verifier) -> SheetsMoved:
    row = await _round_for_update(session, principal, round_id)
    return SheetsMoved(moved=await service.verify_sheets(session, row, batch.rows, principal))


@router.post(
    "/sheet-rounds/{round_id}/sheets:score",
    operation_id="score_sheets",
    summary="A scorer's own scores; nobody sees another's before the sheet is signed",
    responses=problems(NotFound, WrongState, NoSuchSubject, RefusedByPolicy),
)
async def score_sheets(session: Writing, round_id: UUID, batch: SheetScoreBatch, principal: Scorer) -> SheetsMoved:
    row = await _round_for_update(session, principal, round_id)
    return SheetsMoved(moved=await service.score_sheets(session, row, batch.rows, principal))


@router.post(
    "/sheet-rounds/{round_id}/sheets:sign",
    operation_id="sign_sheets",
    summary="The monitoring team signs scored sheets",
    responses=problems(NotFound, WrongState, NoSuchSubject, RefusedByPolicy),
)
async def sign_sheets(session: Writing, round_id: UUID, batch: SheetBatch, principal: Monitor) -> SheetsMoved:
    row = await _round_for_update(session, principal, round_id)
    return SheetsMoved(moved=await service.sign_sheets(session, row, batch.rows, principal))


@router.post(
    "/sheet-rounds/{round_id}/sheets/{subject_code}:stop",
    operation_id="stop_sheet",
    summary="The monitoring team stops a sheet, with a reason; it is verified and scored anew",
    responses=problems(NotFound, WrongState, NoSuchSubject, RefusedByPolicy),
)
async def stop_sheet(
    session: Writing, round_id: UUID, subject_code: Code, stop: SheetStop, principal: Monitor, version: IfMatchGiven
) -> SheetView:
    row = await _round_for_update(session, principal, round_id)
    stopped = await service.stop_sheet(session, row, subject_code, stop.reason, principal, version)
    return service.describe_sheet(stopped, principal)


@router.post(
    "/sheet-rounds/{round_id}:close",
    operation_id="close_sheet_round",
    summary="Close the round when every sheet is signed; the scores become facts",
    responses=problems(NotFound, WrongState, SheetsUnsigned, ResultsStand, LettersStand),
)
async def close_sheet_round(
    session: Writing, round_id: UUID, principal: SheetManager, version: IfMatchGiven
) -> SheetRoundView:
    row = await _round_for_update(session, principal, round_id)
    check_version(row, version)
    await service.close_sheets(session, row)
    return await service.describe_round(session, row)
