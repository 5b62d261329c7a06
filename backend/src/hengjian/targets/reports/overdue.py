"""Reports whose term has passed."""

from itertools import groupby

from hengjian.contracts.events import OverdueReport, ReportOverdue
from hengjian.kit.data.database import WriteSession
from hengjian.kit.messaging.events import publish
from hengjian.kit.time.clock import office_now
from hengjian.targets.reports import repository

EVENT_ROWS = 200


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
