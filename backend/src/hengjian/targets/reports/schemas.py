from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from hengjian.contracts.codes import Code
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.policy.actions import Action
from hengjian.targets.indicators.schemas import Direction, IndicatorKind
from hengjian.targets.schemas import Input, Note, Output
from hengjian.targets.workflows import ReportState

Summary = Annotated[str, Field(max_length=4000)]


class LightColour(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"


class ReportEntryInput(Input):
    """``value`` is what was reached since the beginning of the year; without one a note says why."""

    indicator_code: Code
    value: DecimalString | None
    note: Note = ""


class ReportDraft(Input):
    """Entries that are absent stay as they were saved; an absent summary too."""

    entries: Annotated[list[ReportEntryInput], Field(max_length=100)]
    summary: Summary | None = None


class ReportBatchAcceptance(Input):
    ids: Annotated[list[UUID], Field(min_length=1, max_length=1000)]


class ReportBatchOutcome(Output):
    accepted: int


class ReportView(Output):
    """The counts are those of the lights as they stood when it was submitted."""

    id: UUID
    year: int
    month: int
    unit_code: str
    unit_name: str
    due_at: datetime
    state: ReportState
    is_late: bool
    is_overdue: bool
    overdue_at: datetime | None
    first_submitted_at: datetime | None
    submitted_at: datetime | None
    submitted_by_name: str | None
    judged_at: datetime | None
    judged_by_name: str | None
    return_reason: str | None
    yellow_count: int
    red_count: int
    version: int
    updated_at: datetime


class LightRuleView(Output):
    """Green from ``expected`` on, yellow as far as ``yellow_at``, red beyond. ``linear``: a straight line through the
    milestones from 0 to the target in December; ``ceiling``: the target itself, lower being better."""

    basis: Literal["milestone", "linear", "ceiling", "none"]
    expected: DecimalString | None
    yellow_at: DecimalString | None


class ReportLineView(Output):
    """One indicator. ``is_prefilled``: the value stands here because last month's report said so, and is not saved
    yet."""

    indicator_code: str
    indicator_name: str
    indicator_name_en: str
    unit_of_measure: str
    direction: Direction
    kind: IndicatorKind
    places: int
    target: DecimalString | None
    value: DecimalString | None
    note: str
    is_prefilled: bool
    last_month: int | None
    last_value: DecimalString | None
    last_note: str | None
    light: LightColour
    light_rule: LightRuleView


class ReportDetailView(ReportView):
    summary: str
    lines: list[ReportLineView]
    actions: list[Action]


class ReportMonthView(Output):
    month: int
    report_id: UUID
    state: ReportState
    due_at: datetime
    is_late: bool
    is_overdue: bool
    yellow_count: int
    red_count: int


class ReportCalendarRow(Output):
    """A unit and its twelve months; months without a report are absent."""

    unit_code: str
    unit_name: str
    class_code: str | None
    months: list[ReportMonthView]


class ReportCalendar(Output):
    year: int
    items: list[ReportCalendarRow]
