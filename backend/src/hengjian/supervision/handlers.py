"""What ``supervision`` does when it hears of something."""

from hengjian.contracts.events import InspectorChanged, ReportOverdue
from hengjian.kit.data.database import WriteSession
from hengjian.supervision.inspectors.repository import copy_inspectors
from hengjian.supervision.recording.proposals import propose_late_reports


async def on_inspector_changed(session: WriteSession, event: InspectorChanged) -> None:
    await copy_inspectors(session, event)


async def on_report_overdue(session: WriteSession, event: ReportOverdue) -> None:
    await propose_late_reports(session, event)
