from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from hengjian.contracts.codes import Code, Year
from hengjian.kit.policy.actions import Action
from hengjian.targets.schemas import Input, Note, Output
from hengjian.targets.workflows import TargetRoundState


class TargetRoundKind(StrEnum):
    MID_YEAR = "mid_year"
    ANNUAL_VALUES = "annual_values"


class AssessmentGrade(StrEnum):
    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class TargetRoundEntry(Input):
    """``period`` of a round of annual values is the name of the value that it closes."""

    year: Year
    kind: TargetRoundKind
    period: Annotated[Code, Field(examples=["annual"])]
    class_codes: Annotated[list[Code], Field(min_length=1, max_length=50)]
    indicator_codes: Annotated[list[Code], Field(max_length=200)] = Field(default_factory=list)


class AssessmentEntry(Input):
    unit_code: Code
    grade: AssessmentGrade
    remark: Note = ""


class AssessmentView(Output):
    unit_code: str
    unit_name: str
    class_code: str
    grade: AssessmentGrade
    remark: str
    assessed_by_name: str
    assessed_at: datetime
    version: int
    updated_at: datetime


class TargetRoundView(Output):
    id: UUID
    year: int
    kind: TargetRoundKind
    period: str
    class_codes: list[str]
    indicator_codes: list[str]
    state: TargetRoundState
    opened_at: datetime
    opened_by_name: str
    closed_at: datetime | None
    closed_by_name: str | None
    version: int
    updated_at: datetime


class TargetRoundProgress(Output):
    """Counts over the whole county; the round closes when ``unfinished_count`` is 0. ``missing_count``: values that
    plans ask for and nobody has entered; closing a round of values leaves these places empty for good."""

    unit_count: int
    missing_count: int
    assessed_count: int
    confirmed_count: int
    unfinished_count: int


class TargetRoundDetailView(TargetRoundView):
    """``assessments`` of the units that the reader may see."""

    progress: TargetRoundProgress
    assessments: list[AssessmentView]
    actions: list[Action]
