from hengjian.contracts.permissions import Permission
from hengjian.kit.edge.auth import Principal
from hengjian.kit.time.clock import office_today
from hengjian.targets.models import AppraisalYear, Report
from hengjian.targets.policy import check_own_unit, check_permission, refuse
from hengjian.targets.reports.errors import MonthNotBegun, ReportStateForbids
from hengjian.targets.years.policy import REPORTING, check_phase


def check_edit(principal: Principal, report: Report, year: AppraisalYear) -> None:
    """A unit writes its own report until it is submitted, and again when it was returned."""
    check_permission(principal, Permission.TARGETS_REPORT_SUBMIT)
    check_own_unit(principal, report.unit_code)
    check_phase(year, REPORTING)
    if not report.is_editable:
        raise ReportStateForbids(state=report.state)
    today = office_today()
    if (report.year, report.month) > (today.year, today.month):
        raise MonthNotBegun(month=report.month)


def check_judgement(principal: Principal, report: Report, year: AppraisalYear) -> None:
    """The office judges what was submitted, and nobody judges what they submitted."""
    check_permission(principal, Permission.TARGETS_REPORT_JUDGE)
    check_phase(year, REPORTING)
    if report.state != "submitted":
        raise ReportStateForbids(state=report.state)
    if principal.subject == report.submitted_by:
        raise refuse("报送人不能审核自己报送的月报。", "Whoever submitted a report cannot judge it.")
