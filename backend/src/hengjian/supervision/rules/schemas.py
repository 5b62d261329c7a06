from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.time.inputs import Day
from hengjian.supervision.schemas import RuleCategory

Points = Annotated[DecimalString, Field(gt=0, le=1000, decimal_places=4)]
Factor = Annotated[DecimalString, Field(gt=0, le=100, decimal_places=4)]
Count = Annotated[int, Field(ge=1, le=1000, strict=True)]
Title = Annotated[str, Field(min_length=1, max_length=120)]


class RuleUnitKind(StrEnum):
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    VERTICAL = "vertical"


class AllowedFactor(BaseModel):
    """A factor by which the points may be multiplied, and when."""

    model_config = ConfigDict(extra="forbid")

    factor: Factor
    meaning: Annotated[str, Field(max_length=120)]
    meaning_en: Annotated[str, Field(max_length=120)] = ""


def _plain_factor() -> list[AllowedFactor]:
    return [AllowedFactor(factor=Decimal(1), meaning="一般情形", meaning_en="ordinary case")]


class RuleEntry(BaseModel):
    """Either ``points`` or a range with its step. The factor 1 is always among those allowed.

    ``repeat_factor`` is one of the factors, above 1. ``overdue_rule_code`` names a rule of the same year with fixed
    points, of this batch or entered before.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "year": 2026,
                    "code": "MTG-LATE",
                    "title": "参会迟到或早退（每人次）",
                    "title_en": "Late for a county meeting, or left early",
                    "category": "meetings",
                    "points": "0.5",
                    "unit_kinds": ["department", "township"],
                    "basis": "《日常督查扣分办法》第3条",
                    "valid_from": "2026-01-01",
                }
            ]
        },
    )

    year: Year
    code: Code
    title: Title
    title_en: Title
    category: RuleCategory
    points: Points | None = None
    points_min: Points | None = None
    points_max: Points | None = None
    points_step: Points | None = None
    factors: Annotated[list[AllowedFactor], Field(min_length=1, max_length=10)] = Field(default_factory=_plain_factor)
    unit_kinds: Annotated[list[RuleUnitKind], Field(min_length=1, max_length=3)]
    basis: Annotated[str, Field(min_length=1, max_length=300)]
    valid_from: Day
    valid_to: Day | None = None
    is_late_report: bool = False
    repeat_factor: Factor | None = None
    rectification_days: Annotated[int, Field(ge=1, le=250, strict=True)] | None = None
    overdue_rule_code: Code | None = None


class DeductionRuleView(BaseModel):
    """``is_late_report`` marks the rule by which the system proposes a deduction for a late monthly report.

    ``repeat_factor`` applies at least where the unit broke the rule earlier in the year. What was found must be put
    right within ``rectification_days`` working days; when it was not, a further deduction is proposed under
    ``overdue_rule_code``.
    """

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    code: str
    title: str
    title_en: str
    category: RuleCategory
    points: DecimalString | None
    points_min: DecimalString | None
    points_max: DecimalString | None
    points_step: DecimalString | None
    factors: list[AllowedFactor]
    unit_kinds: list[RuleUnitKind]
    basis: str
    valid_from: date
    valid_to: date | None
    is_late_report: bool
    repeat_factor: DecimalString | None
    rectification_days: int | None
    overdue_rule_code: str | None
    version: int
    updated_at: datetime


class TemplateAdoption(BaseModel):
    model_config = ConfigDict(extra="forbid")

    year: Year


class AdoptedTemplate(BaseModel):
    """``kept`` counts rules that the year had already under the same code; they stay as they are."""

    year: int
    created: int
    kept: int
