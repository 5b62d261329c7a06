"""Each unit's twelve months at a glance."""

from collections.abc import Sequence
from itertools import groupby

from hengjian.targets.models import Report
from hengjian.targets.reports.schemas import ReportCalendar, ReportCalendarRow, ReportMonthView


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
