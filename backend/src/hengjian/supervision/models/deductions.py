"""Deductions with their stations, objections, judgements and reversals."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.kit.data.records import Identified, Tracked
from hengjian.supervision.models.base import Base
from hengjian.supervision.workflows.deductions import DEDUCTIONS

SOURCES = ("person", "import", "client", "system")

OCCURRED_MONTH = "((EXTRACT(year FROM occurred_on) * 12 + EXTRACT(month FROM occurred_on))::int)"
"""Months since the year 0: lists of a span of days are read month by month."""

_PLACE_WHOLE = "num_nulls(latitude, longitude, accuracy_m) IN (0, 3) AND (is_mock IS NULL OR latitude IS NOT NULL)"
_PLACE_ON_EARTH = "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 AND accuracy_m >= 0"
_PRODUCT = "points = points_each * count * factor"


class Deduction(Tracked, Base):
    __tablename__ = "deduction"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint(DEDUCTIONS.check(), name="state_known"),
        CheckConstraint(f"source IN {SOURCES}", name="source_known"),
        CheckConstraint("count >= 1 AND factor > 0 AND points_each > 0", name="points_positive"),
        CheckConstraint(_PRODUCT, name="points_are_the_product"),
        CheckConstraint("(state = 'merged') = (merged_into_id IS NOT NULL)", name="merged_into_another"),
        CheckConstraint("published_at IS NULL OR state IN ('effective', 'revoked')", name="published_when_effective"),
        CheckConstraint(_PLACE_WHOLE, name="position_whole"),
        CheckConstraint(_PLACE_ON_EARTH, name="position_on_earth"),
        CheckConstraint("(second_recorder IS NULL) = (second_recorder_name IS NULL)", name="second_recorder_named"),
        CheckConstraint("second_recorder <> recorded_by", name="recorders_differ"),
        Index(
            "ix_deduction_second_recorder_recorded_at_id",
            "second_recorder",
            "recorded_at",
            "id",
            postgresql_where=text("second_recorder IS NOT NULL"),
        ),
        Index("ix_deduction_visit_id", "visit_id", postgresql_where=text("visit_id IS NOT NULL")),
        Index("ix_deduction_recorded_at_id", "recorded_at", "id"),
        Index("ix_deduction_year_recorded_at_id", "year", "recorded_at", "id"),
        Index("ix_deduction_unit_code_recorded_at_id", "unit_code", "recorded_at", "id"),
        Index("ix_deduction_state_recorded_at_id", "state", "recorded_at", "id"),
        Index("ix_deduction_recorded_by_recorded_at_id", "recorded_by", "recorded_at", "id"),
        Index(
            "ix_deduction_rectification_id", "rectification_id", postgresql_where=text("rectification_id IS NOT NULL")
        ),
        Index("ix_deduction_unit_code_year_occurred_on_id", "unit_code", "year", "occurred_on", "id"),
        Index(
            "ix_deduction_unit_code_year_rule_code_occurred_on_id",
            "unit_code",
            "year",
            "rule_code",
            "occurred_on",
            "id",
        ),
        Index("ix_deduction_rule_id_recorded_at_id", "rule_id", "recorded_at", "id"),
        Index("ix_deduction_occurred_month_recorded_at_id", text(OCCURRED_MONTH), "recorded_at", "id"),
        # A unit may have a large part of all, so it is followed by rules and months as the county is.
        Index("ix_deduction_unit_code_rule_id_recorded_at_id", "unit_code", "rule_id", "recorded_at", "id"),
        Index(
            "ix_deduction_unit_code_occurred_month_recorded_at_id",
            "unit_code",
            text(OCCURRED_MONTH),
            "recorded_at",
            "id",
        ),
        Index("ix_deduction_took_effect", "recorded_at", "id", postgresql_where=text("effective_at IS NOT NULL")),
        Index("ix_deduction_published", "recorded_at", "id", postgresql_where=text("published_at IS NOT NULL")),
        Index(
            "ix_deduction_to_publish",
            "recorded_at",
            "id",
            postgresql_where=text("state = 'effective' AND published_at IS NULL"),
        ),
        Index(
            "ix_deduction_to_recheck",
            "recorded_at",
            "id",
            postgresql_where=text("rectification_asked_at IS NOT NULL AND effective_at IS NULL"),
        ),
        Index("ix_deduction_object_until", "object_until", postgresql_where=text("state = 'notified'")),
        {"comment": "a deduction; points are catalogue points x count x factor, never typed"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="made by the inspector's device", sort_order=-10)
    number: Mapped[str] = mapped_column(Text(collation="C"))
    year: Mapped[int] = mapped_column(comment="office year in which it happened")
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("supervision.visit.id"))
    report_id: Mapped[UUID | None] = mapped_column(comment="the late report from which the system proposed it")
    rectification_id: Mapped[UUID | None] = mapped_column(
        comment="the overdue rectification from which the system proposed it"
    )
    corrects_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("supervision.deduction.id"), comment="the revoked deduction in whose place this one stands"
    )
    unit_code: Mapped[str]
    unit_name: Mapped[str] = mapped_column(comment="as it was called then")
    cadre_codes: Mapped[list[str]] = mapped_column(comment="cadres of the unit who are responsible")
    rule_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.deduction_rule.id"))
    rule_code: Mapped[str]
    rule_title: Mapped[str]
    rule_title_en: Mapped[str]
    category: Mapped[str]
    points_each: Mapped[Decimal] = mapped_column(comment="catalogue points for one count")
    count: Mapped[int]
    factor: Mapped[Decimal]
    points: Mapped[Decimal]
    points_reason: Mapped[str | None] = mapped_column(comment="why this step of the catalogue's range")
    occurred_at: Mapped[datetime]
    occurred_on: Mapped[date] = mapped_column(comment="day in the county")
    captured_at: Mapped[datetime | None] = mapped_column(comment="time of the device; decides nothing")
    device_at: Mapped[datetime | None] = mapped_column(comment="time of the device when it handed the record over")
    received_at: Mapped[datetime] = mapped_column(comment="real time of the server")
    latitude: Mapped[Decimal | None] = mapped_column(comment="where the device was; for reviewers alone")
    longitude: Mapped[Decimal | None]
    accuracy_m: Mapped[Decimal | None] = mapped_column(comment="radius in metres, as the device gave it")
    is_mock: Mapped[bool | None] = mapped_column(
        comment="whether the device called its place invented; decides nothing"
    )
    place: Mapped[str] = mapped_column(comment="unit or village, never coordinates")
    description: Mapped[str]
    public_text: Mapped[str | None]
    public_place: Mapped[str | None] = mapped_column(comment="village, reviewed for the public with the text")
    public_text_reviewed_at: Mapped[datetime | None]
    public_text_reviewed_by: Mapped[str | None]
    state: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(comment="office time")
    recorded_by: Mapped[str]
    recorded_by_name: Mapped[str]
    recorded_office: Mapped[str]
    second_recorder: Mapped[str | None] = mapped_column(comment="the inspector who was there too")
    second_recorder_name: Mapped[str | None]
    source: Mapped[str] = mapped_column(
        server_default="person", comment="entered by a person, from a person's file, by another system, or by this one"
    )
    confirmed_by: Mapped[str | None]
    notice_number: Mapped[str | None]
    object_until: Mapped[datetime | None] = mapped_column(comment="end of the objection term, office time")
    effective_at: Mapped[datetime | None]
    rectification_asked_at: Mapped[datetime | None] = mapped_column(
        comment="kept by the database: when something was first asked to be put right; opens it to those who look again"
    )
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("supervision.deduction.id"))
    published_at: Mapped[datetime | None]
    content_digest: Mapped[bytes] = mapped_column(
        LargeBinary, comment="SHA-256 of what was posted, to tell a repeat from another record"
    )
    steps: Mapped[list["DeductionStep"]] = relationship(order_by="DeductionStep.id", lazy="raise")
    objection: Mapped["Objection | None"] = relationship(lazy="raise")
    judgement: Mapped["Judgement | None"] = relationship(lazy="raise")
    reversal: Mapped["Reversal | None"] = relationship(lazy="raise")
    repeat: Mapped["Repeat | None"] = relationship(lazy="raise", foreign_keys="Repeat.deduction_id")

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class DeductionStep(Identified, Base):
    __tablename__ = "deduction_step"
    __table_args__ = ({"comment": "append only: each later station of a deduction"},)

    deduction_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.deduction.id"), index=True)
    state: Mapped[str] = mapped_column(comment="state after the step")
    at: Mapped[datetime] = mapped_column(comment="office time")
    office: Mapped[str] = mapped_column(comment="role in which the person acted, or system")
    by: Mapped[str]
    by_name: Mapped[str]
    reason: Mapped[str | None]


class Repeat(Base):
    __tablename__ = "repeat"
    __table_args__ = (
        CheckConstraint("factor_after > factor_before AND points_after > points_before", name="always_more"),
        {"comment": "append only: deductions confirmed with the repeat factor of their rule, and because of which one"},
    )

    deduction_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.deduction.id"), primary_key=True)
    earlier_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.deduction.id"), index=True)
    factor_before: Mapped[Decimal] = mapped_column(comment="as recorded")
    factor_after: Mapped[Decimal] = mapped_column(comment="the rule's repeat factor")
    points_before: Mapped[Decimal]
    points_after: Mapped[Decimal]
    found_at: Mapped[datetime] = mapped_column(comment="office time of the confirmation")
    earlier: Mapped[Deduction] = relationship(lazy="raise", foreign_keys=earlier_id)


class Objection(Base):
    __tablename__ = "objection"
    __table_args__ = ({"comment": "append only: what the unit said against a deduction"},)

    deduction_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.deduction.id"), primary_key=True)
    grounds: Mapped[str]
    raised_at: Mapped[datetime]
    raised_by: Mapped[str]
    raised_by_name: Mapped[str]


class Judgement(Base):
    __tablename__ = "judgement"
    __table_args__ = (
        CheckConstraint("outcome IN ('rejected', 'partly_accepted', 'accepted')", name="outcome_known"),
        CheckConstraint("points_after <= points_before", name="never_more"),
        {"comment": "append only: how an objection was decided"},
    )

    deduction_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.deduction.id"), primary_key=True)
    outcome: Mapped[str]
    reason: Mapped[str]
    points_before: Mapped[Decimal]
    points_after: Mapped[Decimal]
    before: Mapped[dict[str, Any]] = mapped_column(comment="rule, count and factor as recorded")
    after: Mapped[dict[str, Any]] = mapped_column(comment="rule, count and factor as decided")
    judged_at: Mapped[datetime]
    judged_by: Mapped[str]
    judged_by_name: Mapped[str]


class Reversal(Identified, Base):
    __tablename__ = "reversal"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("deduction_id"),
        {"comment": "append only: the entry that takes back an effective deduction"},
    )

    number: Mapped[str]
    deduction_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.deduction.id"))
    reason: Mapped[str]
    reversed_at: Mapped[datetime]
    reversed_by: Mapped[str]
    reversed_by_name: Mapped[str]
