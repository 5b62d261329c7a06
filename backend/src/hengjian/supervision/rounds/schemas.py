from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code, Year


class RoundPeriod(StrEnum):
    Q1 = "Q1"
    Q2 = "Q2"
    Q3 = "Q3"
    Q4 = "Q4"


class FindingGrade(StrEnum):
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class RoundEntry(Input):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"year": 2026, "period": "Q1", "title": "一季度督查", "class_codes": ["township-1"]}]
        }
    )

    year: Year
    period: RoundPeriod
    title: Annotated[str, Field(min_length=1, max_length=120)]
    class_codes: Annotated[list[Code], Field(min_length=1, max_length=50)]


class FindingEntry(Input):
    """``due_on`` is the day by which the unit must have put it right."""

    unit_code: Code
    subject: Annotated[str, Field(min_length=1, max_length=120)]
    grade: FindingGrade
    finding: Annotated[str, Field(min_length=1, max_length=2000)]
    due_on: date | None = None


class Output(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class RoundView(Output):
    id: UUID
    year: int
    period: RoundPeriod
    title: str
    class_codes: list[str]
    state: Literal["open", "closed"]
    opened_at: datetime
    closed_at: datetime | None
    opened_by_name: str
    closed_by_name: str | None
    version: int
    updated_at: datetime


class RoundAction(Output):
    name: Literal["record_findings", "close"]
    allowed: bool
    reason: str | None


class RoundDetail(RoundView):
    """A round with the count of findings by grade, as far as the caller may see them."""

    grade_counts: dict[FindingGrade, int]
    actions: list[RoundAction]


class FindingView(Output):
    id: UUID
    unit_code: str
    unit_name: str
    subject: str
    grade: FindingGrade
    finding: str
    due_on: date | None
    version: int
    updated_at: datetime
