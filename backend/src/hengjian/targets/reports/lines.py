"""The lines of a report: target, what the unit claims, what it said last month, and the light."""

from collections.abc import Sequence
from decimal import Decimal

from hengjian.targets.courses import course_of, expect
from hengjian.targets.models import AppraisalYear, PlanTarget, Report, ReportEntry
from hengjian.targets.reports.lights import light_of
from hengjian.targets.reports.schemas import LightRuleView, ReportLineView


def judge_entry(entry: ReportEntry, target: PlanTarget, month: int, yellow_percent: int) -> None:
    """Write the light into the entry, with all that it was judged by."""
    expectation = expect(course_of(target), month, yellow_percent)
    entry.target, entry.basis = target.target, expectation.basis
    entry.expected, entry.yellow_at = expectation.expected, expectation.yellow_at
    entry.light = light_of(target.direction, entry.value, expectation)


def describe_lines(
    report: Report, before: Report | None, targets: Sequence[PlanTarget], year: AppraisalYear
) -> list[ReportLineView]:
    """Lines by the plan in force while the unit writes; as they were judged once the report is submitted."""
    entries = {entry.indicator_code: entry for entry in report.entries}
    last = {entry.indicator_code: entry for entry in before.entries} if before else {}
    lines = []
    for target in targets:
        code = target.indicator_code
        entry, former = entries.get(code), last.get(code)
        if entry is None and not report.is_editable:
            continue
        shown = entry or _prefill(code, former.value if former else None)
        if report.is_editable:
            shown = _prefill(code, shown.value, shown.note)
            judge_entry(shown, target, report.month, year.yellow_percent)
        lines.append(
            _line(target, shown, before if former else None, former, is_prefilled=entry is None and former is not None)
        )
    return lines


def _prefill(indicator_code: str, value: Decimal | None, note: str = "") -> ReportEntry:
    """An entry for showing only, which belongs to no report."""
    return ReportEntry(indicator_code=indicator_code, value=value, note=note)


def _line(
    target: PlanTarget, entry: ReportEntry, before: Report | None, former: ReportEntry | None, *, is_prefilled: bool
) -> ReportLineView:
    return ReportLineView(
        indicator_code=target.indicator_code,
        indicator_name=target.indicator_name,
        indicator_name_en=target.indicator_name_en,
        unit_of_measure=target.unit_of_measure,
        direction=target.direction,
        kind=target.kind,
        places=target.places,
        target=entry.target,
        value=entry.value,
        note=entry.note,
        is_prefilled=is_prefilled,
        last_month=before.month if before else None,
        last_value=former.value if former else None,
        last_note=former.note if former else None,
        light=entry.light,
        light_rule=LightRuleView.model_validate(entry),
    )
