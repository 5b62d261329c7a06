"""Plans at three levels with their targets, responsibility letters and amendments."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.kit.data.records import Identified, Tracked
from hengjian.targets.models.base import Base, one_of
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import AMENDMENT, LETTER, PLAN, PlanState


class Plan(Identified, Tracked, Base):
    __tablename__ = "plan"
    __table_args__ = (
        CheckConstraint(one_of("level", PlanLevel), name="level_known"),
        CheckConstraint(PLAN.check(), name="state_known"),
        CheckConstraint(
            "(state = 'issued') = (issue_version > 0 AND issued_at IS NOT NULL)", name="issued_has_version"
        ),
        CheckConstraint(
            "(level = 'county') = (unit_code IS NULL) AND (level = 'person') = (cadre_code IS NOT NULL)",
            name="level_names_subject",
        ),
        Index("uq_plan_county", "year", unique=True, postgresql_where=text("level = 'county'")),
        Index("uq_plan_unit", "year", "unit_code", unique=True, postgresql_where=text("level = 'unit'")),
        Index("uq_plan_person", "year", "cadre_code", unique=True, postgresql_where=text("level = 'person'")),
        Index("ix_plan_unit_code_year_level", "unit_code", "year", "level"),
        Index("ix_plan_year_level_id", "year", "level", "id"),
        {"comment": "the targets of the county, a unit or a person for one year; fixed once issued"},
    )

    year: Mapped[int] = mapped_column(ForeignKey("targets.appraisal_year.year"))
    level: Mapped[str]
    unit_code: Mapped[str | None] = mapped_column(comment="the unit, or the cadre's unit; null for the county")
    cadre_code: Mapped[str | None]
    subject_name: Mapped[str] = mapped_column(comment="as the county, unit or cadre was called then")
    state: Mapped[str]
    issue_version: Mapped[int] = mapped_column(comment="0 while a draft, 1 when issued, one more with each amendment")
    target_count: Mapped[int]
    writers: Mapped[list[str]] = mapped_column(comment="whoever has worked at the draft")
    drafted_by_name: Mapped[str]
    issued_at: Mapped[datetime | None] = mapped_column(comment="office time")
    issued_by: Mapped[str | None]
    issued_by_name: Mapped[str | None]
    targets: Mapped[list["PlanTarget"]] = relationship(
        back_populates="plan",
        order_by="(PlanTarget.position, PlanTarget.since_version)",
        lazy="raise",
        cascade="all, delete-orphan",
    )
    letter: Mapped["Letter | None"] = relationship(back_populates="plan", lazy="raise")
    amendments: Mapped[list["Amendment"]] = relationship(back_populates="plan", order_by="Amendment.id", lazy="raise")

    @property
    def targets_in_force(self) -> list["PlanTarget"]:
        return [target for target in self.targets if target.until_version is None]

    @property
    def is_issued(self) -> bool:
        return self.state == PlanState.ISSUED


class PlanTarget(Identified, Base):
    __tablename__ = "plan_target"
    __table_args__ = (
        Index(
            "uq_plan_target_in_force", "plan_id", "indicator_code", unique=True,
            postgresql_where=text("until_version IS NULL"),
        ),
        CheckConstraint("until_version IS NULL OR until_version >= since_version", name="versions_in_order"),
        {"comment": "a target of a plan, with what the indicator was called when it was issued"},
    )  # fmt: skip

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("targets.plan.id"), index=True)
    position: Mapped[int]
    indicator_code: Mapped[str]
    indicator_name: Mapped[str]
    indicator_name_en: Mapped[str]
    unit_of_measure: Mapped[str]
    direction: Mapped[str]
    kind: Mapped[str]
    places: Mapped[int]
    target: Mapped[Decimal | None] = mapped_column(comment="null for a task without a number")
    milestones: Mapped[dict[str, Any]] = mapped_column(comment="cumulative target at the end of a month, by month")
    carries_indicator_code: Mapped[str | None] = mapped_column(
        index=True, comment="target of the plan one level up that this one carries"
    )
    since_version: Mapped[int | None] = mapped_column(
        comment="version of the plan from which it holds; null in a draft"
    )
    until_version: Mapped[int | None] = mapped_column(comment="last version in which it held; null while in force")
    plan: Mapped[Plan] = relationship(back_populates="targets", lazy="raise")


class Letter(Identified, Tracked, Base):
    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("plan_id"),
        CheckConstraint(LETTER.check(), name="state_known"),
        CheckConstraint("(state = 'accepted') = (accepted_at IS NOT NULL)", name="accepted_has_time"),
        Index("ix_letter_year_unit_code_id", "year", "unit_code", "id"),
        {"comment": "responsibility letter made from an issued plan; whoever carries the plan accepts it"},
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("targets.plan.id"))
    year: Mapped[int]
    level: Mapped[str]
    unit_code: Mapped[str]
    cadre_code: Mapped[str | None]
    subject_name: Mapped[str]
    number: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    digest: Mapped[str] = mapped_column(comment="SHA-256 of the text in UTF-8, hexadecimal")
    state: Mapped[str]
    accepted_by: Mapped[str | None]
    accepted_by_name: Mapped[str | None]
    accepted_at: Mapped[datetime | None] = mapped_column(comment="office time")
    accepted_digest: Mapped[str | None] = mapped_column(comment="digest that the reader had before their eyes")
    plan: Mapped[Plan] = relationship(back_populates="letter", lazy="raise")


class Amendment(Identified, Tracked, Base):
    __tablename__ = "amendment"
    __table_args__ = (
        CheckConstraint(AMENDMENT.check(), name="state_known"),
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided_has_time"),
        CheckConstraint("state <> 'approved' OR document_number IS NOT NULL", name="approved_has_document"),
        Index(
            "uq_amendment_proposed", "plan_id", "indicator_code", unique=True,
            postgresql_where=text("state = 'proposed'"),
        ),
        Index("ix_amendment_year_unit_code_id", "year", "unit_code", "id"),
        {"comment": "a change of an issued target with its reason; the old value stays"},
    )  # fmt: skip

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("targets.plan.id"), index=True)
    year: Mapped[int]
    unit_code: Mapped[str]
    unit_name: Mapped[str]
    indicator_code: Mapped[str]
    indicator_name: Mapped[str]
    old_target: Mapped[Decimal | None]
    old_milestones: Mapped[dict[str, Any]]
    new_target: Mapped[Decimal | None]
    new_milestones: Mapped[dict[str, Any]]
    reason: Mapped[str]
    state: Mapped[str]
    proposed_by: Mapped[str]
    proposed_by_name: Mapped[str]
    proposed_at: Mapped[datetime] = mapped_column(comment="office time")
    decided_by: Mapped[str | None]
    decided_by_name: Mapped[str | None]
    decided_at: Mapped[datetime | None] = mapped_column(comment="office time")
    decision_reason: Mapped[str | None]
    document_number: Mapped[str | None]
    plan: Mapped[Plan] = relationship(back_populates="amendments", lazy="raise")
