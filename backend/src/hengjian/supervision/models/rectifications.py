"""What a unit must put right after a deduction, until when, and what a re-check found."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.kit.data.records import Identified, Tracked
from hengjian.supervision.models.base import Base
from hengjian.supervision.workflows.rectifications import RECTIFICATIONS, StepKind

_STEP_KINDS = tuple(kind.value for kind in StepKind)


class Rectification(Identified, Tracked, Base):
    __tablename__ = "rectification"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint(RECTIFICATIONS.check(), name="state_known"),
        CheckConstraint("wanted_due_on IS NULL OR state IN ('open', 'failed')", name="wanted_while_term_runs"),
        Index("uq_rectification_deduction", "deduction_id", unique=True, postgresql_where=text("state <> 'withdrawn'")),
        Index("ix_rectification_due_on_id", "due_on", "id"),
        Index("ix_rectification_state_due_on_id", "state", "due_on", "id"),
        Index("ix_rectification_year_due_on_id", "year", "due_on", "id"),
        Index("ix_rectification_extension_asked", "due_on", "id", postgresql_where=text("wanted_due_on IS NOT NULL")),
        Index("ix_rectification_unit_code_due_on_id", "unit_code", "due_on", "id"),
        Index("ix_rectification_running", "due_on", postgresql_where=text("state IN ('open', 'failed')")),
        {"comment": "what a unit must put right; what was demanded never changes, where it stands is in the steps"},
    )

    number: Mapped[str]
    year: Mapped[int]
    deduction_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.deduction.id"))
    deduction_number: Mapped[str]
    unit_code: Mapped[str]
    unit_name: Mapped[str] = mapped_column(comment="as it was called then")
    rule_code: Mapped[str]
    rule_title: Mapped[str]
    rule_title_en: Mapped[str]
    demand: Mapped[str] = mapped_column(comment="what must be put right")
    due_on: Mapped[date] = mapped_column(comment="last day; a failed re-check or an extension sets the next")
    wanted_due_on: Mapped[date | None] = mapped_column(
        comment="last day that the unit asks for; null where nothing waits"
    )
    state: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(comment="office time")
    steps: Mapped[list["RectificationStep"]] = relationship(order_by="RectificationStep.id", lazy="raise")


class RectificationStep(Identified, Base):
    __tablename__ = "rectification_step"
    __table_args__ = (
        CheckConstraint(f"kind IN {_STEP_KINDS}", name="kind_known"),
        {"comment": "append only: each station of a rectification"},
    )

    rectification_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.rectification.id"), index=True)
    kind: Mapped[str] = mapped_column(server_default="moved", comment="moved to a state, or about another last day")
    state: Mapped[str] = mapped_column(comment="state after the step")
    at: Mapped[datetime] = mapped_column(comment="office time")
    office: Mapped[str] = mapped_column(comment="role in which the person acted, or system")
    by: Mapped[str]
    by_name: Mapped[str]
    note: Mapped[str | None]
    due_on: Mapped[date | None] = mapped_column(comment="last day that this step set, or asked for")
