from collections.abc import Mapping

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.kit.time.clock import office_today
from hengjian.targets.models import AppraisalYear, Report
from hengjian.targets.phases.policy import REPORTING, find_wrong_phase
from hengjian.targets.refusals import find_missing_permission
from hengjian.targets.reports.errors import MonthNotBegun, ReportStateForbids
from hengjian.targets.workflows import REPORT, ReportVerb

OPERATIONS: Mapping[ReportVerb, str] = {
    ReportVerb.SAVE: "save_report_entries",
    ReportVerb.SUBMIT: "submit_report",
    ReportVerb.RETURN: "return_report",
    ReportVerb.ACCEPT: "accept_report",
}


def _find_wrong_state(verb: ReportVerb, report: Report) -> ReportStateForbids | None:
    return None if REPORT.is_possible(verb, report.state) else ReportStateForbids(state=report.state)


def _find_future(report: Report) -> MonthNotBegun | None:
    today = office_today()
    has_begun = (report.year, report.month) <= (today.year, today.month)
    return None if has_begun else MonthNotBegun(month=report.month)


def find_obstacle_to_writing(
    verb: ReportVerb, principal: Principal, standing: Standing, report: Report, year: AppraisalYear
) -> Obstacle | None:
    """A unit writes its own report until it is submitted, and again when it was returned."""
    return (
        find_missing_permission(principal, REPORT.permission_for(verb))
        or standing.find_bar(OPERATIONS[verb], Matter((report.unit_code,)))
        or find_wrong_phase(year, REPORTING)
        or _find_wrong_state(verb, report)
        or _find_future(report)
    )


def find_obstacle_to_judgement(
    verb: ReportVerb, principal: Principal, standing: Standing, report: Report, year: AppraisalYear
) -> Obstacle | None:
    """The office judges what was submitted, and nobody judges what they submitted."""
    return (
        find_missing_permission(principal, REPORT.permission_for(verb))
        or find_wrong_phase(year, REPORTING)
        or _find_wrong_state(verb, report)
        or standing.find_bar(
            OPERATIONS[verb], Matter((report.unit_code,), acted={"submit_report": [report.submitted_by]})
        )
    )
