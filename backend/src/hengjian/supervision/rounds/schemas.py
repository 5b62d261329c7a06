from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.exchange.batches import BatchOutcome
from hengjian.kit.policy.actions import Action
from hengjian.kit.problems.problems import ProblemFieldError
from hengjian.kit.time.inputs import Day
from hengjian.supervision.rounds.lights import Light, Stage
from hengjian.supervision.schemas import Input, Output
from hengjian.supervision.workflows.rounds import ItemState

Note = Annotated[str, Field(min_length=1, max_length=2000)]
Title = Annotated[str, Field(min_length=1, max_length=120)]
Percent = Annotated[DecimalString, Field(gt=0, le=100)]


class RoundPeriod(StrEnum):
    Q1 = "Q1"
    Q2 = "Q2"
    Q3 = "Q3"
    Q4 = "Q4"


class LightRuleEntry(Input):
    """Declared when the round opens and kept with it; the light of every line follows from it."""

    green_percent: Percent = Decimal(95)
    yellow_percent: Percent = Decimal(80)
    green_days: Annotated[int, Field(ge=0, le=365)] = 0
    yellow_days: Annotated[int, Field(ge=0, le=365)] = 15
    make_good_days: Annotated[int, Field(ge=1, le=60, description="Working days")] = 10

    @model_validator(mode="after")
    def _in_order(self) -> "LightRuleEntry":
        if self.yellow_percent >= self.green_percent or self.yellow_days <= self.green_days:
            raise ValueError("yellow must lie between green and red")
        return self


class RoundEntry(Input):
    """``indicator_codes`` are the main indicators; without them the checklist takes every target of the unit's plan."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"year": 2026, "period": "Q1", "title": "一季度督查", "class_codes": ["township-1"]}]
        }
    )

    year: Year
    period: RoundPeriod
    title: Title
    class_codes: Annotated[list[Code], Field(min_length=1, max_length=50)]
    indicator_codes: Annotated[list[Code], Field(min_length=1, max_length=200)] | None = None
    rule: LightRuleEntry = Field(default_factory=LightRuleEntry)


class ProjectEntry(Input):
    """A key project that the office adds before the visit; ``planned`` must be reached by ``planned_on``."""

    unit_code: Code
    code: Code
    name: Title
    name_en: Annotated[str, Field(max_length=120)] = ""
    planned: Title
    planned_on: Day


class FindingEntry(Input):
    """``value`` for a measured line; ``stage`` and the day on which the plan was or will be reached for a project.

    No day where work stands still. The light follows from these; there is no field for it.
    """

    item_id: UUID
    value: DecimalString | None = None
    stage: Stage | None = None
    reached_on: Day | None = None
    note: Note


class RoundNote(Input):
    note: Note


class RoundRecheck(Input):
    outcome: Literal["confirmed", "refused"]
    note: Note


class LightRuleView(Output):
    green_percent: DecimalString
    yellow_percent: DecimalString
    green_days: int
    yellow_days: int
    make_good_days: int


class RoundView(Output):
    """``rule`` is null for rounds from before lights followed one."""

    id: UUID
    year: int
    period: RoundPeriod
    title: str
    class_codes: list[str]
    rule: LightRuleView | None
    state: Literal["open", "closed"]
    opened_at: datetime
    closed_at: datetime | None
    opened_by_name: str
    closed_by_name: str | None
    version: int
    updated_at: datetime


class LightCounts(Output):
    """Lines by their light; ``awaited`` are not found yet, ``made_good`` were red and count among the yellow ones."""

    green: int
    yellow: int
    red: int
    awaited: int
    made_good: int


class RoundDetail(RoundView):
    """Counts are of the lines that the caller may see. ``reported_count`` lines wait to be checked again."""

    counts: LightCounts
    reported_count: int
    rule_sentences: list[str]
    actions: list[Action]


class RoundItemView(Output):
    """A line of a unit's checklist. ``light_rule`` says in words by which numbers its light is computed."""

    id: UUID
    round_id: UUID
    unit_code: str
    unit_name: str
    class_code: str | None
    code: str
    name: str
    name_en: str
    kind: Literal["indicator", "project"]
    measure: Literal["value", "schedule", "typed"]
    origin: Literal["plan", "office"]
    unit_of_measure: str | None
    direction: Literal["higher", "lower"] | None
    target: DecimalString | None
    expected: DecimalString | None
    green_at: DecimalString | None
    yellow_at: DecimalString | None
    planned: str | None
    planned_on: date | None
    state: ItemState
    value: DecimalString | None
    stage: Stage | None
    reached_on: date | None
    found_light: Light | None
    light: Light | None
    due_on: date | None
    light_rule: str
    version: int
    updated_at: datetime


class RoundStepView(Output):
    """``by`` is null for readers who learn no names."""

    kind: Literal["found", "answered", "reported", "confirmed", "refused"]
    at: datetime
    office: str
    by: str | None
    note: str
    value: DecimalString | None
    stage: Stage | None
    reached_on: date | None
    light: Light | None


class RoundItemDetail(RoundItemView):
    """The line with its history, oldest first, how many files stand beside it, and what the caller may do with it
    now."""

    history: list[RoundStepView]
    actions: list[Action]
    file_count: int


class UnitChecklist(Output):
    """All lines of one unit in a round."""

    round: RoundView
    unit_code: str
    unit_name: str
    rule_sentences: list[str]
    items: list[RoundItemDetail]


class FoundLight(Output):
    item_id: UUID
    light: Light


class FindingOutcome(BatchOutcome):
    """With the light that follows from each finding; with ``dry_run`` nothing is kept."""

    lights: list[FoundLight]


class UnitLights(Output):
    """``counts_before`` are of the quarter before, null where the unit was not looked into then."""

    unit_code: str
    unit_name: str
    class_code: str | None
    counts: LightCounts
    counts_before: LightCounts | None


class ClassLights(Output):
    class_code: str | None
    unit_count: int
    counts: LightCounts
    counts_before: LightCounts | None


class QuarterBefore(Output):
    year: int
    period: RoundPeriod


class RedLine(RoundItemView):
    """A line that was found red: ``finding`` is what the visit noted, ``made_good`` what was done, null where
    nothing."""

    finding: str | None
    made_good: str | None


class QuarterReport(Output):
    """The report of a closed round. Units and lines are those that the caller may see; the counts are the county's."""

    round: RoundView
    previous: QuarterBefore | None
    counts: LightCounts
    counts_before: LightCounts | None
    sentences: list[str]
    rule_sentences: list[str]
    classes: list[ClassLights]
    units: list[UnitLights]
    reds: list[RedLine]


class ImportedProject(Output):
    """What became of a row of a workbook; ``columns`` are the headings that its errors are about, ``notes`` say how a
    cell was read where that is not plain, as in a merged block."""

    row: int
    unit: str
    code: str
    name: str
    status: Literal["created", "updated", "unchanged", "refused"]
    errors: list[ProblemFieldError]
    columns: list[str]
    notes: list[str]


class ProjectImport(Output):
    items: list[ImportedProject]
    dry_run: bool
