from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from hengjian.contracts.codes import Year
from hengjian.kit.policy.actions import Action
from hengjian.kit.texts import Name
from hengjian.targets.schemas import Input, Output
from hengjian.targets.workflows import YearPhase

Settings = Annotated[
    dict[Annotated[str, Field(max_length=60)], str | int | bool],
    Field(max_length=50, description="What the county decided for this year", examples=[{"cadre_unit": "longest"}]),
]


DueDay = Annotated[int, Field(ge=1, le=28, description="Day of the following month")]
YellowPercent = Annotated[
    int, Field(ge=1, le=100, description="Share of what is expected at which a light turns from red to yellow")
]


class OpeningPhase(StrEnum):
    PREPARATION = "preparation"
    CLOSED = "closed"


class YearEntry(Input):
    """``phase`` closed is for past years, whose results are kept as history."""

    year: Year
    name: Name
    report_due_day: DueDay = 5
    yellow_percent: YellowPercent = 90
    settings: Settings = Field(default_factory=dict)
    phase: OpeningPhase = OpeningPhase.PREPARATION


class PhaseMove(Input):
    to_phase: YearPhase


class YearChange(Input):
    """Absent fields stay as they are."""

    name: Name | None = None
    report_due_day: DueDay | None = None
    yellow_percent: YellowPercent | None = None
    settings: Settings | None = None


class YearView(Output):
    year: int
    name: str
    phase: YearPhase
    phase_since: datetime
    report_due_day: int
    yellow_percent: int
    settings: dict[str, str | int | bool]
    opened_by_name: str
    version: int
    updated_at: datetime


class OpenMatterName(StrEnum):
    """What the next phase would find undone."""

    COUNTY_PLAN_MISSING = "county_plan_missing"
    UNITS_WITHOUT_PLAN = "units_without_plan"
    PLANS_IN_DRAFT = "plans_in_draft"
    LETTERS_AWAITING = "letters_awaiting"
    AMENDMENTS_PROPOSED = "amendments_proposed"
    REPORTS_OWED = "reports_owed"
    REPORTS_TO_JUDGE = "reports_to_judge"
    VALUES_TO_CONFIRM = "values_to_confirm"
    ROUNDS_OPEN = "rounds_open"


class OpenMatter(Output):
    name: OpenMatterName
    count: int


class YearDetailView(YearView):
    """``open_matters`` is what the present phase should leave done, each with how much of it is still open; only for
    whoever takes the year forward, and it holds nobody back."""

    actions: list[Action]
    open_matters: list[OpenMatter]
