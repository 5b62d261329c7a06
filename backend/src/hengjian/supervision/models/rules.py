"""The catalogue by which points are deducted: fixed for a year, with the template that a new year starts from."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.kit.data.records import Identified, Tracked
from hengjian.supervision.models.base import Base

_POINTS_OR_RANGE = (
    "(points IS NOT NULL AND points > 0 AND points_min IS NULL AND points_max IS NULL AND points_step IS NULL) OR "
    "(points IS NULL AND points_min > 0 AND points_max > points_min AND points_step > 0)"
)

_REPEAT = "repeat_factor > 1"
_RECTIFICATION = "rectification_days BETWEEN 1 AND 250"


class RuleContent:
    """What a rule says, in the catalogue of a year and in the template alike."""

    code: Mapped[str]
    title: Mapped[str]
    title_en: Mapped[str]
    category: Mapped[str]
    points: Mapped[Decimal | None] = mapped_column(comment="points a count; null where a range is given")
    points_min: Mapped[Decimal | None]
    points_max: Mapped[Decimal | None]
    points_step: Mapped[Decimal | None]
    factors: Mapped[list[dict[str, Any]]] = mapped_column(comment="factors that may be applied, with what each means")
    unit_kinds: Mapped[list[str]]
    basis: Mapped[str] = mapped_column(comment="the document and article that the rule rests on")
    is_late_report: Mapped[bool] = mapped_column(comment="the rule by which the system proposes for a late report")
    repeat_factor: Mapped[Decimal | None] = mapped_column(
        comment="factor at least applied when the unit broke the rule earlier in the year; one of those listed"
    )
    rectification_days: Mapped[int | None] = mapped_column(
        comment="working days in which what was found must be put right; null where the rule asks for nothing"
    )
    overdue_rule_code: Mapped[str | None] = mapped_column(
        comment="the rule by which the system proposes a further deduction when that term has passed"
    )


class DeductionRule(Identified, Tracked, RuleContent, Base):
    __tablename__ = "deduction_rule"
    __table_args__ = (
        UniqueConstraint("year", "code"),
        CheckConstraint(_POINTS_OR_RANGE, name="points_or_range"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates_in_order"),
        CheckConstraint("NOT is_late_report OR points IS NOT NULL", name="late_report_has_points"),
        CheckConstraint(_REPEAT, name="repeat_factor_is_more"),
        CheckConstraint(_RECTIFICATION, name="rectification_days_positive"),
        Index("uq_deduction_rule_late_report", "year", unique=True, postgresql_where=text("is_late_report")),
        {"comment": "the year's catalogue of deductions; a rule that was used cannot change"},
    )

    year: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class RuleTemplate(Identified, Tracked, RuleContent, Base):
    __tablename__ = "rule_template"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint(_POINTS_OR_RANGE, name="points_or_range"),
        {"comment": "a starting catalogue that an office may adopt for a year"},
    )

    position: Mapped[int]
