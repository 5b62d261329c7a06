"""What ``supervision`` does when it hears of something."""

from hengjian.contracts.events import ReportOverdue
from hengjian.kit.database import WriteSession
from hengjian.supervision.deductions.proposing import propose_late_reports


async def on_report_overdue(session: WriteSession, event: ReportOverdue) -> None:
    await propose_late_reports(session, event)
