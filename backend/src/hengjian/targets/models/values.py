"""Owners' values, and the rounds by which work is closed."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.kit.data.records import Identified, Tracked
from hengjian.targets.models.base import Base
from hengjian.targets.workflows import ROUND, VALUE

_PLACE = ("year", "value_name", "unit_code", "indicator_code")


class OwnerValue(Identified, Tracked, Base):
    __tablename__ = "owner_value"
    __table_args__ = (
        UniqueConstraint(*_PLACE, "revision"),
        CheckConstraint(VALUE.check(), name="state_known"),
        CheckConstraint("(state = 'entered') = (confirmed_at IS NULL)", name="confirmed_has_time"),
        CheckConstraint("revision = 1 OR reason IS NOT NULL", name="revision_has_reason"),
        CheckConstraint("confirmed_by <> entered_by", name="confirmed_by_another"),
        Index("uq_owner_value_entered", *_PLACE, unique=True, postgresql_where=text("state = 'entered'")),
        Index("uq_owner_value_confirmed", *_PLACE, unique=True, postgresql_where=text("state = 'confirmed'")),
        Index("ix_owner_value_year_indicator_code", "year", "indicator_code"),
        Index("ix_owner_value_unit_code_year", "unit_code", "year"),
        {"comment": "value of an indicator for a unit, entered by the indicator's owner, confirmed by the verifiers"},
    )

    year: Mapped[int] = mapped_column(ForeignKey("targets.appraisal_year.year"))
    value_name: Mapped[str] = mapped_column(comment="which value: annual, half_year")
    unit_code: Mapped[str]
    indicator_code: Mapped[str]
    revision: Mapped[int] = mapped_column(comment="one more for each entry after a confirmation")
    actual: Mapped[Decimal]
    target: Mapped[Decimal | None] = mapped_column(comment="target in force when confirmed")
    note: Mapped[str]
    reason: Mapped[str | None] = mapped_column(comment="why a confirmed value was entered again")
    claim_month: Mapped[int] = mapped_column(comment="last month whose report may hold the unit's claim for this value")
    is_of_own_unit: Mapped[bool] = mapped_column(comment="the owner entered it for itself; it is confirmed by its id")
    state: Mapped[str]
    entered_by: Mapped[str]
    entered_by_name: Mapped[str]
    entered_at: Mapped[datetime] = mapped_column(comment="office time")
    confirmed_by: Mapped[str | None]
    confirmed_by_name: Mapped[str | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(comment="office time")


class Round(Identified, Tracked, Base):
    __tablename__ = "round"
    __table_args__ = (
        CheckConstraint("kind IN ('mid_year', 'annual_values')", name="kind_known"),
        CheckConstraint(ROUND.check(), name="state_known"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_has_time"),
        Index("ix_round_year_id", "year", "id"),
        {"comment": "a round of work for whole classes; frozen once closed"},
    )

    year: Mapped[int] = mapped_column(ForeignKey("targets.appraisal_year.year"))
    kind: Mapped[str]
    period: Mapped[str] = mapped_column(comment="for values the name of the value that it closes")
    class_codes: Mapped[list[str]]
    indicator_codes: Mapped[list[str]]
    state: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(comment="office time")
    opened_by: Mapped[str]
    opened_by_name: Mapped[str]
    closed_at: Mapped[datetime | None] = mapped_column(comment="office time")
    closed_by: Mapped[str | None]
    closed_by_name: Mapped[str | None]
    assessments: Mapped[list["Assessment"]] = relationship(back_populates="round", lazy="raise")


class Assessment(Identified, Tracked, Base):
    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("round_id", "unit_code"),
        CheckConstraint("grade IN ('excellent', 'good', 'fair', 'poor')", name="grade_known"),
        {"comment": "grade that a mid-year round gave a unit"},
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("targets.round.id"))
    unit_code: Mapped[str]
    unit_name: Mapped[str] = mapped_column(comment="as it was called then")
    class_code: Mapped[str] = mapped_column(comment="group in which it was assessed")
    grade: Mapped[str]
    remark: Mapped[str]
    assessed_by: Mapped[str]
    assessed_by_name: Mapped[str]
    assessed_at: Mapped[datetime] = mapped_column(comment="office time")
    round: Mapped[Round] = relationship(back_populates="assessments", lazy="raise")
