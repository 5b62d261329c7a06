"""Monthly reports (一月一报告): the unit's claim."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.kit.data.records import Identified, Tracked
from hengjian.targets.models.base import Base
from hengjian.targets.workflows import REPORT, ReportVerb


class Report(Identified, Tracked, Base):
    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("year", "month", "unit_code"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month_known"),
        CheckConstraint(REPORT.check(), name="state_known"),
        CheckConstraint("(state = 'awaited') = (submitted_at IS NULL)", name="submitted_has_time"),
        CheckConstraint("NOT is_late OR first_submitted_at > due_at", name="late_is_after_due"),
        Index("ix_report_unit_code_year_month", "unit_code", "year", "month"),
        Index(
            "ix_report_due_at", "due_at",
            postgresql_where=text("overdue_at IS NULL AND (first_submitted_at IS NULL OR is_late)"),
        ),
        {"comment": "a unit's report on one month; awaited from the day the year begins to run"},
    )  # fmt: skip

    year: Mapped[int] = mapped_column(ForeignKey("targets.appraisal_year.year"))
    month: Mapped[int]
    unit_code: Mapped[str]
    unit_name: Mapped[str] = mapped_column(comment="as it was called then")
    due_at: Mapped[datetime] = mapped_column(comment="office time")
    state: Mapped[str]
    summary: Mapped[str]
    is_late: Mapped[bool] = mapped_column(comment="first submitted after it was due")
    first_submitted_at: Mapped[datetime | None] = mapped_column(comment="office time")
    submitted_at: Mapped[datetime | None] = mapped_column(comment="office time")
    submitted_by: Mapped[str | None]
    submitted_by_name: Mapped[str | None]
    judged_at: Mapped[datetime | None] = mapped_column(comment="office time of acceptance or return")
    judged_by: Mapped[str | None]
    judged_by_name: Mapped[str | None]
    return_reason: Mapped[str | None]
    overdue_at: Mapped[datetime | None] = mapped_column(comment="office time at which it was announced as overdue")
    yellow_count: Mapped[int] = mapped_column(comment="lights as they stood when submitted")
    red_count: Mapped[int]
    entries: Mapped[list["ReportEntry"]] = relationship(
        back_populates="report", lazy="raise", cascade="all, delete-orphan"
    )

    @property
    def is_overdue(self) -> bool:
        return self.overdue_at is not None

    @property
    def is_editable(self) -> bool:
        return REPORT.is_possible(ReportVerb.SAVE, self.state)


class ReportEntry(Base):
    """Audited as a whole with its report, not line by line."""

    __tablename__ = "report_entry"
    __table_args__ = (
        CheckConstraint("light IN ('green', 'yellow', 'red', 'none')", name="light_known"),
        {"comment": "what a unit claims for one indicator; light and target as they stood when submitted"},
    )
    __audited__ = False

    report_id: Mapped[UUID] = mapped_column(ForeignKey("targets.report.id"), primary_key=True)
    indicator_code: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Decimal | None] = mapped_column(comment="reached since the beginning of the year")
    note: Mapped[str]
    target: Mapped[Decimal | None]
    expected: Mapped[Decimal | None] = mapped_column(comment="what the light was judged by")
    yellow_at: Mapped[Decimal | None] = mapped_column(comment="worst value that was still yellow")
    basis: Mapped[str | None] = mapped_column(comment="milestone, linear, ceiling or none")
    light: Mapped[str | None]
    report: Mapped[Report] = relationship(back_populates="entries", lazy="raise")
