"""The appraisal year with its phase, and the library of indicators."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.kit.data.records import Identified, Tracked
from hengjian.targets.models.base import Base
from hengjian.targets.workflows import YEAR


class AppraisalYear(Tracked, Base):
    __tablename__ = "appraisal_year"
    __table_args__ = (
        CheckConstraint(YEAR.check("phase"), name="phase_known"),
        CheckConstraint("report_due_day BETWEEN 1 AND 28", name="due_day_in_every_month"),
        CheckConstraint("yellow_percent BETWEEN 1 AND 100", name="yellow_is_a_percentage"),
        {"comment": "an appraisal year; its phase only moves forward"},
    )

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    phase: Mapped[str]
    phase_since: Mapped[datetime] = mapped_column(comment="office time")
    report_due_day: Mapped[int] = mapped_column(comment="day of the following month on which a monthly report is due")
    yellow_percent: Mapped[int] = mapped_column(comment="share of what is expected at which red turns to yellow")
    settings: Mapped[dict[str, Any]] = mapped_column(comment="what the county decided for this year")
    opened_by: Mapped[str]
    opened_by_name: Mapped[str]


class Indicator(Identified, Tracked, Base):
    __tablename__ = "indicator"
    __table_args__ = (
        UniqueConstraint("year", "code"),
        CheckConstraint("direction IN ('higher', 'lower')", name="direction_known"),
        CheckConstraint("goal_scope IN ('common', 'specific')", name="goal_scope_known"),
        CheckConstraint("kind IN ('quantity', 'task')", name="kind_known"),
        CheckConstraint("places BETWEEN 0 AND 6", name="places_few"),
        {"comment": "what is measured, in which unit, and which unit owns the number"},
    )

    year: Mapped[int] = mapped_column(ForeignKey("targets.appraisal_year.year"))
    code: Mapped[str]
    name: Mapped[str]
    name_en: Mapped[str]
    unit_of_measure: Mapped[str]
    owner_unit_code: Mapped[str] = mapped_column(index=True, comment="unit that enters and proves the value")
    direction: Mapped[str] = mapped_column(comment="which way is better")
    goal_scope: Mapped[str]
    kind: Mapped[str] = mapped_column(comment="a task is measured by percent done")
    places: Mapped[int] = mapped_column(comment="decimal places of its values")
