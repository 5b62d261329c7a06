from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.kit.data.records import Identified, Tracked
from hengjian.kit.time.clock import real_now
from hengjian.personnel.models.base import Base, one_of
from hengjian.personnel.terms import Grade, OutcomeKind, RecordSource
from hengjian.personnel.workflows import CASE, TRANSFER


class UnitTier(Identified, Tracked, Base):
    __tablename__ = "unit_tier"
    __table_args__ = (
        UniqueConstraint("year", "unit_code"),
        CheckConstraint(one_of("source", (RecordSource.FINAL, RecordSource.IMPORTED)), name="source_known"),
        {"comment": "a unit's tier of one year, from a final result or imported"},
    )

    year: Mapped[int]
    unit_code: Mapped[str] = mapped_column(index=True)
    tier: Mapped[str]
    source: Mapped[str]
    final_result_id: Mapped[UUID | None] = mapped_column(ForeignKey("personnel.final_result.id"))


class UnitQuota(Identified, Tracked, Base):
    __tablename__ = "unit_quota"
    __table_args__ = (
        UniqueConstraint("year", "unit_code"),
        CheckConstraint("granted IS NULL OR granted >= 0", name="granted_not_negative"),
        {"comment": "excellent grades of a unit: proposed from its result, granted by a decision, used by grades"},
    )

    year: Mapped[int]
    unit_code: Mapped[str]
    unit_name: Mapped[str]
    class_code: Mapped[str]
    tier: Mapped[str]
    headcount: Mapped[int] = mapped_column(comment="people that the quota is computed from")
    base: Mapped[int]
    adjustment: Mapped[int]
    ceiling: Mapped[int]
    proposed: Mapped[int]
    reason: Mapped[dict[str, Any]]
    are_principals_outside: Mapped[bool]
    head: Mapped[str] = mapped_column(comment="what is proposed for the principal leader: in, out or free")
    granted: Mapped[int | None] = mapped_column(comment="null until decided, or where declined")
    used: Mapped[int]
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("personnel.proposal.id"))


class CadreGrade(Identified, Tracked, Base):
    __tablename__ = "cadre_grade"
    __table_args__ = (
        UniqueConstraint("year", "cadre_code"),
        CheckConstraint(one_of("grade", Grade), name="grade_known"),
        CheckConstraint(one_of("source", (RecordSource.IMPORTED, RecordSource.RECORDED)), name="source_known"),
        Index("ix_cadre_grade_year_unit_code", "year", "unit_code"),
        {"comment": "a cadre's grade of one year"},
    )

    year: Mapped[int]
    cadre_code: Mapped[str]
    cadre_name: Mapped[str]
    unit_code: Mapped[str | None]
    grade: Mapped[str]
    is_outside_quota: Mapped[bool]
    source: Mapped[str]


class AccountabilityCase(Identified, Tracked, Base):
    __tablename__ = "accountability_case"
    __table_args__ = (
        UniqueConstraint("proposal_id"),
        CheckConstraint(CASE.check(), name="state_known"),
        {"comment": "opened by a decision; its steps are taken one by one"},
    )

    number: Mapped[str]
    year: Mapped[int] = mapped_column(index=True)
    unit_code: Mapped[str] = mapped_column(index=True)
    unit_name: Mapped[str]
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("personnel.proposal.id"))
    decision_number: Mapped[str | None]
    lagging_years: Mapped[int]
    decided_steps: Mapped[list[str]]
    state: Mapped[str]
    closed_reason: Mapped[str | None]
    opened_at: Mapped[datetime] = mapped_column(comment="office time")
    closed_at: Mapped[datetime | None] = mapped_column(comment="office time")
    steps: Mapped[list["CaseStep"]] = relationship(back_populates="case", lazy="raise", order_by="CaseStep.id")


class CaseStep(Identified, Base):
    __tablename__ = "case_step"
    __table_args__ = (UniqueConstraint("case_id", "step"), {"comment": "append only: a step that was taken"})

    case_id: Mapped[UUID] = mapped_column(ForeignKey("personnel.accountability_case.id"))
    step: Mapped[str]
    reason: Mapped[str]
    taken_on: Mapped[date]
    taken_by: Mapped[str]
    taken_by_name: Mapped[str]
    case: Mapped[AccountabilityCase] = relationship(back_populates="steps", lazy="raise")


class Transfer(Identified, Tracked, Base):
    __tablename__ = "transfer"
    __table_args__ = (
        UniqueConstraint("proposal_id"),
        CheckConstraint(TRANSFER.check(), name="state_known"),
        {"comment": "a transfer that was decided; the organisation department chooses where to"},
    )

    number: Mapped[str]
    year: Mapped[int] = mapped_column(index=True)
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("personnel.proposal.id"))
    cadre_code: Mapped[str] = mapped_column(index=True)
    cadre_name: Mapped[str]
    post_name: Mapped[str | None]
    from_unit_code: Mapped[str]
    from_unit_name: Mapped[str]
    to_unit_code: Mapped[str | None]
    to_unit_name: Mapped[str | None]
    decision_number: Mapped[str | None]
    assignment_reason: Mapped[str | None]
    assigned_by_name: Mapped[str | None]
    state: Mapped[str]


class Outcome(Identified, Base):
    __tablename__ = "outcome"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index(
            "uq_outcome_proposal",
            "proposal_id",
            "cadre_code",
            unique=True,
            postgresql_where=text("proposal_id IS NOT NULL"),
        ),
        Index(
            "uq_outcome_nomination_round",
            "nomination_round_id",
            "cadre_code",
            unique=True,
            postgresql_where=text("nomination_round_id IS NOT NULL"),
        ),
        CheckConstraint(one_of("kind", OutcomeKind), name="kind_known"),
        CheckConstraint(one_of("source", (RecordSource.DECIDED, RecordSource.IMPORTED)), name="source_known"),
        {"comment": "append only: what followed for a cadre, carried out here or imported"},
    )

    year: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str]
    cadre_code: Mapped[str | None]
    cadre_name: Mapped[str]
    unit_code: Mapped[str | None]
    decision_number: Mapped[str]
    decided_on: Mapped[date]
    source: Mapped[str]
    reference: Mapped[str] = mapped_column(comment="number of the row in the source; made here for decided ones")
    proposal_id: Mapped[UUID | None] = mapped_column(ForeignKey("personnel.proposal.id"))
    nomination_round_id: Mapped[UUID | None] = mapped_column(ForeignKey("personnel.nomination_round.id"))
    recorded_by: Mapped[str]
    recorded_by_name: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(default=real_now, index=True, comment="real time")
