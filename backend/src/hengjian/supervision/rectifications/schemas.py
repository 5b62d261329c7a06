from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from hengjian.kit.policy.actions import Action
from hengjian.kit.time.inputs import Day
from hengjian.supervision.schemas import DeductionRow, Input, Output, Reason
from hengjian.supervision.workflows.rectifications import RectificationState, StepKind

WorkingDays = Annotated[int, Field(ge=1, le=250, strict=True, description="After today, by the office's calendar")]
Note = Annotated[str, Field(min_length=1, max_length=2000)]


class RectificationEntry(Input):
    """``working_days`` may be left out where the rule names a number."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "deduction_id": "0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b41",
                    "demand": "清理卫生死角，落实保洁责任",
                    "working_days": 5,
                }
            ]
        }
    )

    deduction_id: UUID
    demand: Note
    working_days: WorkingDays | None = None


class RectificationReport(Input):
    note: Note


class RectificationRecheckEntry(Input):
    """A failed re-check sets the next term; a passed one sets none."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"outcome": "failed", "note": "河道仍有垃圾", "working_days": 3}]}
    )

    outcome: Literal["passed", "failed"]
    note: Note
    working_days: WorkingDays | None = None


class RectificationWithdrawal(Input):
    reason: Reason


class ExtensionRequest(Input):
    """``due_on`` is the last day that the unit asks for."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"due_on": "2026-12-11", "reason": "连日暴雨，河道无法清淤"}]}
    )

    due_on: Day
    reason: Reason


class Extension(ExtensionRequest):
    """``due_on`` is the last day from now on; the earlier one stays in the history."""


class ExtensionRefusal(Input):
    reason: Reason


class RectificationRow(Output):
    """``wanted_due_on`` is the last day that the unit asks for, null where no request waits.

    ``due_is_provisional`` says that ``due_on`` was reckoned for a year whose holidays are not published yet."""

    id: UUID
    number: str
    year: int
    deduction_id: UUID
    deduction_number: str
    unit_code: str
    unit_name: str
    rule_code: str
    rule_title: str
    rule_title_en: str
    demand: str
    due_on: date
    due_is_provisional: bool
    wanted_due_on: date | None
    state: RectificationState
    opened_at: datetime
    version: int
    updated_at: datetime


class RectificationStepView(Output):
    """A station: ``office`` is the role that acted, or ``system``; ``by`` is null for readers who learn no names.

    ``due_on`` is the last day that the step set; where ``kind`` is ``extension_asked``, the one asked for.
    """

    kind: StepKind
    state: RectificationState
    at: datetime
    office: str
    by: str | None
    note: str | None
    due_on: date | None


class RectificationView(RectificationRow):
    """``further`` are the deductions that the system proposed because a term had passed; ``overdue_rule_code`` is the
    rule for it, null where the catalogue names none.
    """

    overdue_rule_code: str | None
    history: list[RectificationStepView]
    further: list[DeductionRow]
    actions: list[Action]
