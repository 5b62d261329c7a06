from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.appraisal.models.base import Base
from hengjian.appraisal.workflows.schemes import SCHEME_WORKFLOW
from hengjian.kit.data.records import Identified, Tracked


class Scheme(Identified, Tracked, Base):
    """A version of a year's scheme; once issued its content cannot change, not even by SQL."""

    __tablename__ = "scheme"
    __table_args__ = (
        UniqueConstraint("year", "code", "edition"),
        CheckConstraint(SCHEME_WORKFLOW.check(), name="state"),
        CheckConstraint("subject_kind IN ('unit', 'cadre')", name="subject_kind"),
        {"comment": "scoring scheme with its binding, frozen by value when issued"},
    )

    year: Mapped[int] = mapped_column(index=True)
    code: Mapped[str]
    edition: Mapped[int] = mapped_column(comment="1, 2, ...: a later one amends the one before")
    name: Mapped[str]
    subject_kind: Mapped[str]
    class_codes: Mapped[list[str]] = mapped_column(comment="classes it scores; ordinary:* stands for every unit")
    document: Mapped[dict[str, Any]] = mapped_column(comment="scheme language")
    binding: Mapped[dict[str, Any]] = mapped_column(comment="item code to source")
    full_score: Mapped[Decimal | None] = mapped_column(comment="the total that the office states, where it states one")
    coefficients: Mapped[dict[str, Any]] = mapped_column(comment="difficulty coefficient by subject code")
    state: Mapped[str]
    digest: Mapped[str | None] = mapped_column(comment="of document, binding and coefficients as issued")
    author: Mapped[str]
    author_name: Mapped[str]
    writers: Mapped[list[str]] = mapped_column(comment="accounts that changed the draft besides its author")
    reviewer: Mapped[str | None]
    reviewer_name: Mapped[str | None]
    reviewed_at: Mapped[datetime | None] = mapped_column(comment="office time")
    approver_name: Mapped[str | None]
    approved_at: Mapped[datetime | None] = mapped_column(comment="office time")
    document_number: Mapped[str | None] = mapped_column(comment="number under which the committee approved it")
    issued_at: Mapped[datetime | None]
    amends_id: Mapped[UUID | None] = mapped_column(ForeignKey("appraisal.scheme.id"))
    copied_from_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("appraisal.scheme.id"), comment="scheme of another year that it began as"
    )
    reason: Mapped[str | None] = mapped_column(comment="why an earlier edition was amended")
