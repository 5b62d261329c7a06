from collections.abc import Collection, Sequence
from uuid import UUID

from hengjian.audit.recording import record_write
from hengjian.contracts.events import ReportAccepted
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.actions import weigh
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import NotFound
from hengjian.kit.time.clock import office_now, real_now
from hengjian.targets.copies.repository import find_standing
from hengjian.targets.models import AppraisalYear, PlanTarget, Report, ReportEntry
from hengjian.targets.phases.policy import REPORTING
from hengjian.targets.phases.service import require_phase
from hengjian.targets.reports import policy, repository
from hengjian.targets.reports.errors import EntriesMissing, NotInReport, NoValueNoNote, ReportedTwice
from hengjian.targets.reports.lines import describe_lines, judge_entry
from hengjian.targets.reports.schemas import ReportBatchOutcome, ReportDetailView, ReportDraft, ReportView
from hengjian.targets.schemas import TargetsReasonEntry
from hengjian.targets.workflows import ReportState, ReportVerb


async def describe_report(
    session: AnySession, report: Report, year: AppraisalYear, principal: Principal
) -> ReportDetailView:
    """The report with its lines, last month's beside them, and what this reader may do."""
    targets = await repository.list_unit_targets(session, report.year, report.unit_code)
    before = await repository.get_report_before(session, report)
    standing = await find_standing(session, principal)
    return ReportDetailView(
        **ReportView.model_validate(report).model_dump(),
        summary=report.summary,
        lines=describe_lines(report, before, targets, year),
        actions=[
            *(
                weigh(verb, policy.find_obstacle_to_writing(verb, principal, standing, report, year))
                for verb in (ReportVerb.SAVE, ReportVerb.SUBMIT)
            ),
            *(
                weigh(verb, policy.find_obstacle_to_judgement(verb, principal, standing, report, year))
                for verb in (ReportVerb.RETURN, ReportVerb.ACCEPT)
            ),
        ],
    )


def _contents(report: Report) -> dict[str, object]:
    entries = sorted(report.entries, key=lambda entry: entry.indicator_code)
    return {entry.indicator_code: {"value": entry.value, "note": entry.note, "light": entry.light} for entry in entries}


def _write_entries(report: Report, draft: ReportDraft, targets: Sequence[PlanTarget]) -> None:
    planned = {target.indicator_code for target in targets}
    present = {entry.indicator_code: entry for entry in report.entries}
    written: set[str] = set()
    for line in draft.entries:
        if line.indicator_code not in planned:
            raise NotInReport(indicator_code=line.indicator_code)
        if line.indicator_code in written:
            raise ReportedTwice(indicator_code=line.indicator_code)
        written.add(line.indicator_code)
        entry = present.get(line.indicator_code)
        if entry is None:
            entry = ReportEntry(indicator_code=line.indicator_code)
            report.entries.append(entry)
        entry.value, entry.note = line.value, line.note
    if draft.summary is not None:
        report.summary = draft.summary
    report.updated_at = real_now()


async def save_entries(
    session: WriteSession, report: Report, draft: ReportDraft, year: AppraisalYear, principal: Principal
) -> None:
    """Keep what the unit has written so far; nobody else acts on it yet."""
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle_to_writing(ReportVerb.SAVE, principal, standing, report, year))
    before = _contents(report)
    _write_entries(report, draft, await repository.list_unit_targets(session, report.year, report.unit_code))
    await repository.save_report(session, report)
    await record_write(session, "report_entry", str(report.id), before=before, after=_contents(report))


async def submit_report(
    session: WriteSession, report: Report, draft: ReportDraft, year: AppraisalYear, principal: Principal
) -> None:
    """Hand the report in: every target of the plan has its line. Whether it is late is decided by the office clock."""
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle_to_writing(ReportVerb.SUBMIT, principal, standing, report, year))
    before, now = _contents(report), office_now()
    targets = await repository.list_unit_targets(session, report.year, report.unit_code)
    _write_entries(report, draft, targets)
    _judge_entries(report, targets, year)
    report.state, report.submitted_at = ReportState.SUBMITTED, now
    report.submitted_by, report.submitted_by_name = principal.person_id, principal.name
    if report.first_submitted_at is None:
        report.first_submitted_at, report.is_late = now, now > report.due_at
    await repository.save_report(session, report)
    await record_write(session, "report_entry", str(report.id), before=before, after=_contents(report))
    if report.is_late and report.overdue_at is None:
        session.wake_jobs()


def _judge_entries(report: Report, targets: Sequence[PlanTarget], year: AppraisalYear) -> None:
    entries = {entry.indicator_code: entry for entry in report.entries}
    missing = [target.indicator_code for target in targets if target.indicator_code not in entries]
    if missing:
        raise EntriesMissing(indicator_codes="、".join(missing))
    for target in targets:
        entry = entries[target.indicator_code]
        if entry.value is None and not entry.note:
            raise NoValueNoNote(indicator_code=entry.indicator_code)
        judge_entry(entry, target, report.month, year.yellow_percent)
    report.yellow_count = sum(entry.light == "yellow" for entry in entries.values())
    report.red_count = sum(entry.light == "red" for entry in entries.values())


def _judged(report: Report, state: ReportState, principal: Principal) -> None:
    report.state, report.judged_at = state, office_now()
    report.judged_by, report.judged_by_name = principal.person_id, principal.name


async def return_report(
    session: WriteSession, report: Report, entry: TargetsReasonEntry, year: AppraisalYear, principal: Principal
) -> None:
    """Give the report back with the reason; the unit hands it in again."""
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle_to_judgement(ReportVerb.RETURN, principal, standing, report, year))
    _judged(report, ReportState.RETURNED, principal)
    report.return_reason = entry.reason
    await repository.save_report(session, report)


async def accept_report(session: WriteSession, report: Report, year: AppraisalYear, principal: Principal) -> None:
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle_to_judgement(ReportVerb.ACCEPT, principal, standing, report, year))
    _judged(report, ReportState.ACCEPTED, principal)
    await repository.save_report(session, report)
    await publish(
        session,
        ReportAccepted(
            report_id=report.id,
            year=report.year,
            month=report.month,
            unit_code=report.unit_code,
            is_late=report.is_late,
        ),
    )


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
