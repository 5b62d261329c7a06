"""What concerns many reports at once: acceptance by the office, the calendar, and terms that have passed."""

from collections.abc import Collection, Sequence
from itertools import groupby
from uuid import UUID

from hengjian.contracts.events import OverdueReport, ReportOverdue
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import NotFound
from hengjian.kit.messaging.events import publish
from hengjian.kit.time.clock import office_now
from hengjian.targets.models import Report
from hengjian.targets.phases.policy import REPORTING
from hengjian.targets.phases.service import require_phase
from hengjian.targets.reports import repository
from hengjian.targets.reports.schemas import ReportBatchOutcome, ReportCalendar, ReportCalendarRow, ReportMonthView
from hengjian.targets.reports.service import accept_report

EVENT_ROWS = 200


async def accept_reports(
    session: WriteSession, report_ids: Collection[UUID], principal: Principal
) -> ReportBatchOutcome:
    """Accept all of these reports, or none when one of them cannot be accepted."""
    wanted = set(report_ids)
    reports = await repository.list_reports_for_update(session, principal.visibility, wanted)
    if len(reports) < len(wanted):
        raise NotFound
    years = {year: await require_phase(session, year, REPORTING) for year in {report.year for report in reports}}
    for report in reports:
        await accept_report(session, report, years[report.year], principal)
    return ReportBatchOutcome(accepted=len(reports))


def describe_calendar(year: int, rows: Sequence[tuple[Report, str | None]]) -> ReportCalendar:
    """Rows of (report, class code) by unit and month."""
    items = []
    for unit_code, group in groupby(rows, key=lambda row: row[0].unit_code):
        months = list(group)
        items.append(
            ReportCalendarRow(
                unit_code=unit_code,
                unit_name=months[0][0].unit_name,
                class_code=months[0][1],
                months=[_month(report) for report, _ in months],
            )
        )
    return ReportCalendar(year=year, items=items)


def _month(report: Report) -> ReportMonthView:
    return ReportMonthView(
        month=report.month,
        report_id=report.id,
        state=report.state,
        due_at=report.due_at,
        is_late=report.is_late,
        is_overdue=report.is_overdue,
        yellow_count=report.yellow_count,
        red_count=report.red_count,
    )


async def announce_overdue(session: WriteSession) -> int:
    """Mark once each report whose term has passed, and tell supervision by months; returns how many."""
    now = office_now()
    reports = await repository.list_overdue_for_update(session, now, EVENT_ROWS)
    for report in reports:
        report.overdue_at = now
    for (year, month), group in groupby(reports, key=lambda report: (report.year, report.month)):
        late = tuple(OverdueReport(report_id=r.id, unit_code=r.unit_code, due_at=r.due_at) for r in group)
        await publish(session, ReportOverdue(year=year, month=month, reports=late))
    return len(reports)
