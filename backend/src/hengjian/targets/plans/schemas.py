from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.problems.problems import ProblemFieldError
from hengjian.targets.indicators.schemas import Direction, IndicatorKind
from hengjian.targets.schemas import Input, Milestones, Output
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import PlanState


class TargetEntry(Input):
    """``carries_indicator_code`` is the target one level up that this one carries; by default that of the same code."""

    indicator_code: Code
    target: DecimalString | None = None
    milestones: Milestones = Field(default_factory=dict)
    carries_indicator_code: Code | None = None


class PlanEntry(Input):
    """A county plan names nobody, a unit plan its unit, a person plan its cadre. A draft is replaced as a whole."""

    year: Year
    level: PlanLevel
    unit_code: Code | None = None
    cadre_code: Code | None = None
    targets: Annotated[list[TargetEntry], Field(min_length=1, max_length=100)]


class PlanIssue(Input):
    """Drafts of one level: all, those of one class of units, or those named. ``dry_run`` only judges."""

    year: Year
    level: PlanLevel
    class_code: Code | None = None
    plan_ids: Annotated[list[UUID], Field(min_length=1, max_length=2000)] | None = None
    dry_run: bool = False


class PlanTargetView(Output):
    indicator_code: str
    indicator_name: str
    indicator_name_en: str
    unit_of_measure: str
    direction: Direction
    kind: IndicatorKind
    places: int
    target: DecimalString | None
    milestones: dict[int, DecimalString]
    carries_indicator_code: str | None
    since_version: int | None
    until_version: int | None


class UnitTargetView(Output):
    """A target in force of an issued unit plan. ``expected`` is the cumulative value due by the end of ``month``.

    ``basis`` says where it comes from: the month's milestone, the line between milestones, or a ceiling.
    """

    id: UUID
    plan_id: UUID
    issue_version: int
    unit_code: str
    unit_name: str
    indicator_code: str
    indicator_name: str
    indicator_name_en: str
    unit_of_measure: str
    direction: Direction
    kind: IndicatorKind
    places: int
    target: DecimalString | None
    month: int
    basis: Literal["milestone", "linear", "ceiling", "none"]
    expected: DecimalString | None


class PlanView(Output):
    """``issue_version`` is 0 for a draft, 1 when issued, and rises with each amendment."""

    id: UUID
    year: int
    level: PlanLevel
    unit_code: str | None
    cadre_code: str | None
    subject_name: str
    state: PlanState
    issue_version: int
    target_count: int
    drafted_by_name: str
    issued_at: datetime | None
    issued_by_name: str | None
    version: int
    updated_at: datetime


class PlanIssueLine(Output):
    plan_id: UUID
    unit_code: str | None
    cadre_code: str | None
    subject_name: str
    target_count: int
    status: Literal["issued", "ready", "refused"]
    letter_id: UUID | None
    digest: str | None
    errors: list[ProblemFieldError]


class PlanIssueOutcome(Output):
    """With ``dry_run`` a preview: ``ready`` plans would be issued, ``refused`` ones say why not."""

    items: list[PlanIssueLine]
    issued: int
    refused: int
    dry_run: bool


class CarryingPersonView(Output):
    cadre_code: str
    subject_name: str
    indicator_code: str
    target: DecimalString | None
    plan_id: UUID
    state: PlanState


class CarryingUnitView(Output):
    """``is_uncovered``: no person of the unit carries its target."""

    unit_code: str
    subject_name: str
    indicator_code: str
    target: DecimalString | None
    plan_id: UUID
    state: PlanState
    is_uncovered: bool
    person_count: int
    persons: list[CarryingPersonView]


class CoveredTargetView(Output):
    """A county target; the counts are those of the whole county, ``units`` only those that the reader may see."""

    indicator_code: str
    indicator_name: str
    indicator_name_en: str
    unit_of_measure: str
    target: DecimalString | None
    is_uncovered: bool
    unit_count: int
    uncovered_unit_count: int
    person_count: int
    units: list[CarryingUnitView]


class CoverageView(Output):
    year: int
    target_count: int
    uncovered_count: int
    targets: list[CoveredTargetView]
