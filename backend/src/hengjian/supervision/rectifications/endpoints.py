from typing import Annotated
from uuid import UUID

from fastapi import Query

from hengjian.contracts.codes import Code, Year
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, Following
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.supervision.models import Rectification
from hengjian.supervision.permissions import (
    Rechecker,
    RectificationManager,
    RectificationReader,
    RectificationReporter,
)
from hengjian.supervision.queries.deductions import get_deduction_for_update
from hengjian.supervision.queries.saving import save
from hengjian.supervision.rectifications import errors, extensions, repository, service, views
from hengjian.supervision.rectifications.schemas import (
    Extension,
    ExtensionRefusal,
    ExtensionRequest,
    RectificationEntry,
    RectificationRecheckEntry,
    RectificationReport,
    RectificationRow,
    RectificationView,
    RectificationWithdrawal,
)
from hengjian.supervision.sight import sight_of
from hengjian.supervision.workflows.rectifications import RectificationState

router = service_router("/api/v1/supervision", tag="rectifications")


async def _locked(session: WriteSession, principal: Principal, rectification_id: UUID) -> Rectification:
    return found(await repository.get_rectification_for_update(session, principal, rectification_id))


async def _written(session: WriteSession, rectification: Rectification) -> RectificationRow:
    """The row as stored, with its new version."""
    await save(session)
    return views.show_row(rectification)


@router.post(
    "/rectifications",
    operation_id="open_rectification",
    summary="Ask the unit to put right what a deduction was recorded for, within working days from today",
    status_code=201,
    responses=problems(
        NotFound, RefusedByPolicy, errors.NothingToPutRight, errors.RectificationExists, errors.TermNeeded
    ),
)
async def open_rectification(
    session: Writing, entry: RectificationEntry, principal: RectificationManager
) -> RectificationRow:
    deduction = found(await get_deduction_for_update(session, sight_of(principal), entry.deduction_id))
    return await _written(session, await service.open_rectification(session, deduction, entry, principal))


@router.get(
    "/rectifications",
    operation_id="list_rectifications",
    summary="Rectifications that the caller may see, the soonest due first",
)
async def list_rectifications(
    session: Reading,
    page: Following,
    principal: RectificationReader,
    year: Year | None = None,
    unit_code: Code | None = None,
    deduction_id: Annotated[UUID | None, Query(description="Asked for because of this deduction")] = None,
    state: Annotated[list[RectificationState] | None, Query(description="One or more states")] = None,
    search: Annotated[str | None, Query(max_length=40, description="How the number begins")] = None,
    asks_extension: Annotated[bool | None, Query(description="Whether a request for a later day waits")] = None,
) -> FollowedPage[RectificationRow]:
    wanted = repository.RectificationFilter(year, unit_code, deduction_id, state, search, asks_extension)
    rows = await repository.list_rectifications(session, principal, page, wanted)
    return rows.as_page([views.show_row(row) for row in rows.items])


@router.get(
    "/rectifications/{rectification_id}",
    operation_id="get_rectification",
    summary="A rectification with its history and what the caller may do now",
    responses=problems(NotFound),
)
async def get_rectification(
    session: Reading, rectification_id: UUID, principal: RectificationReader
) -> RectificationView:
    rectification = found(await repository.get_rectification(session, principal, rectification_id))
    return await views.show_rectification(session, rectification, principal)


@router.post(
    "/rectifications/{rectification_id}:report",
    operation_id="report_rectification",
    summary="Report in the name of the unit that it has been put right",
    responses=problems(NotFound, errors.RectificationStateForbids, RefusedByPolicy),
)
async def report_rectification(
    session: Writing,
    rectification_id: UUID,
    report: RectificationReport,
    principal: RectificationReporter,
    version: IfMatchGiven,
) -> RectificationRow:
    rectification = await _locked(session, principal, rectification_id)
    check_version(rectification, version)
    await service.report_rectification(session, rectification, report, principal)
    return await _written(session, rectification)


@router.post(
    "/rectifications/{rectification_id}:recheck",
    operation_id="recheck_rectification",
    summary="Say what was found on looking again; not by somebody with ties to the unit",
    responses=problems(NotFound, errors.RectificationStateForbids, RefusedByPolicy, errors.NextTermNeeded),
)
async def recheck_rectification(
    session: Writing,
    rectification_id: UUID,
    entry: RectificationRecheckEntry,
    principal: Rechecker,
    version: IfMatchGiven,
) -> RectificationRow:
    rectification = await _locked(session, principal, rectification_id)
    check_version(rectification, version)
    await service.recheck_rectification(session, rectification, entry, principal)
    return await _written(session, rectification)


@router.post(
    "/rectifications/{rectification_id}:withdraw",
    operation_id="withdraw_rectification",
    summary="Ask for it no longer; it stays, with the reason beside it",
    responses=problems(NotFound, errors.RectificationStateForbids, RefusedByPolicy),
)
async def withdraw_rectification(
    session: Writing,
    rectification_id: UUID,
    withdrawal: RectificationWithdrawal,
    principal: RectificationManager,
    version: IfMatchGiven,
) -> RectificationRow:
    rectification = await _locked(session, principal, rectification_id)
    check_version(rectification, version)
    await service.withdraw_rectification(session, rectification, withdrawal, principal)
    return await _written(session, rectification)


@router.post(
    "/rectifications/{rectification_id}:ask-extension",
    operation_id="ask_for_extension",
    summary="Ask in the name of the unit for a later due date, before the present one has passed",
    responses=problems(
        NotFound, errors.RectificationStateForbids, errors.ExtensionWaits, RefusedByPolicy, errors.DueDateUnfit
    ),
)
async def ask_for_extension(
    session: Writing,
    rectification_id: UUID,
    request: ExtensionRequest,
    principal: RectificationReporter,
    version: IfMatchGiven,
) -> RectificationRow:
    rectification = await _locked(session, principal, rectification_id)
    check_version(rectification, version)
    await extensions.ask_for_extension(session, rectification, request, principal)
    return await _written(session, rectification)


@router.post(
    "/rectifications/{rectification_id}:extend",
    operation_id="extend_rectification",
    summary="Set a later due date with a reason; the earlier one stays in the history",
    responses=problems(NotFound, errors.RectificationStateForbids, RefusedByPolicy, errors.DueDateUnfit),
)
async def extend_rectification(
    session: Writing,
    rectification_id: UUID,
    extension: Extension,
    principal: RectificationManager,
    version: IfMatchGiven,
) -> RectificationRow:
    rectification = await _locked(session, principal, rectification_id)
    check_version(rectification, version)
    await extensions.extend_rectification(session, rectification, extension, principal)
    return await _written(session, rectification)


@router.post(
    "/rectifications/{rectification_id}:decline-extension",
    operation_id="decline_extension",
    summary="Decline the later due date that the unit asked for, with a reason",
    responses=problems(NotFound, errors.RectificationStateForbids, errors.NoExtensionAsked, RefusedByPolicy),
)
async def decline_extension(
    session: Writing,
    rectification_id: UUID,
    refusal: ExtensionRefusal,
    principal: RectificationManager,
    version: IfMatchGiven,
) -> RectificationRow:
    rectification = await _locked(session, principal, rectification_id)
    check_version(rectification, version)
    await extensions.decline_extension(session, rectification, refusal, principal)
    return await _written(session, rectification)
