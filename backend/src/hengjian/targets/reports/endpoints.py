from typing import Annotated
from uuid import UUID

from fastapi import Query

from hengjian.contracts.codes import Code, Month, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatch, IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import (
    NotFound,
    PreconditionRequired,
    RefusedByPolicy,
    StaleVersion,
    found,
    problems,
)
from hengjian.targets.errors import WrongPhase
from hengjian.targets.models import Report
from hengjian.targets.permissions import ReportJudge, ReportReader, ReportSubmitter
from hengjian.targets.phases.repository import get_year
from hengjian.targets.reports import repository, service
from hengjian.targets.reports.calendar import describe_calendar
from hengjian.targets.reports.errors import (
    EntriesMissing,
    MonthNotBegun,
    NotInReport,
    NoValueNoNote,
    ReportedTwice,
    ReportStateForbids,
)
from hengjian.targets.reports.schemas import (
    ReportBatchAcceptance,
    ReportBatchOutcome,
    ReportCalendar,
    ReportDetailView,
    ReportDraft,
    ReportView,
)
from hengjian.targets.schemas import TargetsReasonEntry
from hengjian.targets.workflows import ReportState

router = service_router("/api/v1/targets", tag="reports")

_JUDGING = (NotFound, RefusedByPolicy, WrongPhase, ReportStateForbids)
_WRITING = (*_JUDGING, MonthNotBegun, NotInReport, ReportedTwice)


@router.get(
    "/reports",
    operation_id="list_reports",
    summary="Monthly reports of the units that the caller may see",
    response_model=FollowedPage[ReportView],
)
async def list_reports(
    session: Reading,
    page: Following,
    principal: ReportReader,
    year: Year | None = None,
    month: Month | None = None,
    unit_code: Code | None = None,
    state: Annotated[list[ReportState] | None, Query(description="One or more states")] = None,
) -> FollowedRows[Report]:
    return await repository.list_reports(
        session, principal.visibility, page, year=year, month=month, unit_code=unit_code, states=state
    )


@router.post(
    "/reports:accept-batch",
    operation_id="accept_reports",
    summary="Accept many submitted reports, all or none",
    responses=problems(*_JUDGING),
)
async def accept_reports(
    session: Writing, acceptance: ReportBatchAcceptance, principal: ReportJudge
) -> ReportBatchOutcome:
    return await service.accept_reports(session, acceptance.ids, principal)


@router.get("/report-calendar", operation_id="get_report_calendar", summary="Each unit's twelve months at a glance")
async def get_report_calendar(
    session: Reading, year: Year, principal: ReportReader, class_code: Code | None = None
) -> ReportCalendar:
    return describe_calendar(year, await repository.list_calendar(session, principal.visibility, year, class_code))


@router.get(
    "/reports/{report_id}",
    operation_id="get_report",
    summary="A report with its lines, prefilled from last month, and their lights",
    responses=problems(NotFound),
)
async def get_report(session: Reading, report_id: UUID, principal: ReportReader) -> ReportDetailView:
    report = found(await repository.get_report(session, principal.visibility, report_id))
    return await service.describe_report(session, report, found(await get_year(session, report.year)), principal)


@router.put(
    "/reports/{report_id}/entries",
    operation_id="save_report_entries",
    summary="Keep what is written so far",
    response_model=ReportView,
    responses=problems(*_WRITING, StaleVersion, PreconditionRequired),
)
async def save_report_entries(
    session: Writing,
    report_id: UUID,
    draft: ReportDraft,
    principal: ReportSubmitter,
    version: IfMatch,
) -> Report:
    report = found(await repository.get_report_for_update(session, principal.visibility, report_id))
    check_version(report, version)
    await service.save_entries(session, report, draft, found(await get_year(session, report.year)), principal)
    return report


@router.post(
    "/reports/{report_id}:submit",
    operation_id="submit_report",
    summary="Hand the report in; saved entries count where none is given here",
    response_model=ReportView,
    responses=problems(*_WRITING, EntriesMissing, NoValueNoNote),
)
async def submit_report(
    session: Writing, report_id: UUID, draft: ReportDraft, principal: ReportSubmitter, version: IfMatchGiven
) -> Report:
    report = found(await repository.get_report_for_update(session, principal.visibility, report_id))
    check_version(report, version)
    await service.submit_report(session, report, draft, found(await get_year(session, report.year)), principal)
    return report


@router.post(
    "/reports/{report_id}:return",
    operation_id="return_report",
    summary="Give a report back, with the reason",
    response_model=ReportView,
    responses=problems(*_JUDGING),
)
async def return_report(
    session: Writing, report_id: UUID, reason: TargetsReasonEntry, principal: ReportJudge, version: IfMatchGiven
) -> Report:
    report = found(await repository.get_report_for_update(session, principal.visibility, report_id))
    check_version(report, version)
    await service.return_report(session, report, reason, found(await get_year(session, report.year)), principal)
    return report


@router.post(
    "/reports/{report_id}:accept",
    operation_id="accept_report",
    summary="Accept a report",
    response_model=ReportView,
    responses=problems(*_JUDGING),
)
async def accept_report(session: Writing, report_id: UUID, principal: ReportJudge, version: IfMatchGiven) -> Report:
    report = found(await repository.get_report_for_update(session, principal.visibility, report_id))
    check_version(report, version)
    await service.accept_report(session, report, found(await get_year(session, report.year)), principal)
    return report
