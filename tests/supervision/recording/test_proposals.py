"""Deductions that the system proposes for late monthly reports, and that only a person confirms."""

from datetime import datetime, timedelta
from uuid import uuid4

from hengjian.contracts.events import OverdueReport, ReportOverdue
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import COUNTY_ZONE, office_now
from hengjian.supervision.recording.proposals import proposal_id
from tests.supervision.support import API, Office, refused
from tests.support.clock import YEAR
from tests.support.events import deliver


def overdue(*unit_codes: str, year: int = YEAR, month: int = 1, due: datetime | None = None) -> ReportOverdue:
    due = due or office_now() - timedelta(minutes=10)
    reports = [OverdueReport(report_id=uuid4(), unit_code=code, due_at=due) for code in unit_codes]
    return ReportOverdue(year=year, month=month, reports=tuple(reports))


async def test_proposes_once_however_often_it_hears(supervision: Service, office: Office) -> None:
    event = overdue("T01", "T02")
    await deliver(supervision, ServiceName.TARGETS, event)
    first = [await office.read(str(proposal_id(report.report_id))) for report in event.reports]
    assert [(row["unit_code"], row["rule_code"], row["points"], row["state"]) for row in first] == [
        ("T01", "RPT-LATE", "0.5", "recorded"),
        ("T02", "RPT-LATE", "0.5", "recorded"),
    ]
    assert first[0]["report_id"] == str(event.reports[0].report_id)
    assert (first[0]["history"][0]["office"], first[0]["history"][0]["by"]) == ("system", "system")
    await deliver(supervision, ServiceName.TARGETS, event)
    again = [await office.read(str(proposal_id(report.report_id))) for report in event.reports]
    assert again == first


async def test_a_person_confirms_it(supervision: Service, office: Office) -> None:
    event = overdue("T01")
    await deliver(supervision, ServiceName.TARGETS, event)
    deduction = str(proposal_id(event.reports[0].report_id))
    await office.step(deduction, "confirm", office.supervision)
    await office.step(deduction, "notify", office.supervision)
    await office.step(deduction, "object", office.head, grounds="已按时报送，系统未收到")
    await office.step(deduction, "judge", office.discipline, outcome="accepted", reason="报送记录属实")
    await deliver(supervision, ServiceName.TARGETS, event)
    assert (await office.read(deduction))["state"] == "revoked"


async def test_without_a_rule_or_a_unit_nothing_is_proposed(supervision: Service, office: Office) -> None:
    for event in (overdue("T01", year=YEAR - 3), overdue("T77")):
        await deliver(supervision, ServiceName.TARGETS, event)
        missing = str(proposal_id(event.reports[0].report_id))
        assert await refused(office.supervision.get(f"{API}/deductions/{missing}")) == (404, "not_found")


async def test_decembers_report_counts_for_the_year_it_reports_on(supervision: Service, office: Office) -> None:
    """It falls due in January of the next year, which has no catalogue yet."""
    event = overdue("T01", month=12, due=datetime(YEAR + 1, 1, 5, 23, 59, tzinfo=COUNTY_ZONE))
    await deliver(supervision, ServiceName.TARGETS, event)
    row = await office.read(str(proposal_id(event.reports[0].report_id)))
    assert (row["year"], row["rule_code"], row["occurred_at"][:10]) == (YEAR, "RPT-LATE", f"{YEAR + 1}-01-05")
    assert row["number"].startswith(f"KF-{YEAR}-")
