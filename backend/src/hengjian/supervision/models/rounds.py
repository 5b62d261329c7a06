"""Quarterly rounds of supervision and what they found."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.kit.records import Identified, Tracked
from hengjian.supervision.models.base import Base


class Round(Identified, Tracked, Base):
    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("year", "period"),
        CheckConstraint("period IN ('Q1', 'Q2', 'Q3', 'Q4')", name="period_known"),
        CheckConstraint("state IN ('open', 'closed')", name="state_known"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_has_time"),
        {"comment": "a quarterly round; frozen once closed"},
    )

    year: Mapped[int]
    period: Mapped[str]
    title: Mapped[str]
    class_codes: Mapped[list[str]]
    state: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    opened_by_name: Mapped[str]
    closed_by_name: Mapped[str | None]


class RoundFinding(Identified, Tracked, Base):
    __tablename__ = "round_finding"
    __table_args__ = (
        UniqueConstraint("round_id", "unit_code", "subject"),
        CheckConstraint("grade IN ('good', 'fair', 'poor')", name="grade_known"),
        {"comment": "what a round found at a unit"},
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.round.id"))
    unit_code: Mapped[str]
    unit_name: Mapped[str] = mapped_column(comment="as it was called then")
    subject: Mapped[str]
    grade: Mapped[str]
    finding: Mapped[str]
    due_on: Mapped[date | None]
