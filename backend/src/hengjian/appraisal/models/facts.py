"""What scores are made of: copies of other services' facts, and the facts that appraisal's own rounds produce."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.appraisal.models.base import Base
from hengjian.kit.time.clock import office_now


class DeductionFact(Base):
    __tablename__ = "deduction_fact"
    __table_args__ = (
        Index("ix_deduction_fact_year_unit_code", "year", "unit_code"),
        {"comment": "effective deductions as supervision announced them"},
    )
    __audited__ = False

    deduction_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    year: Mapped[int]
    unit_code: Mapped[str]
    cadre_codes: Mapped[list[str]]
    rule_code: Mapped[str]
    points: Mapped[Decimal]
    count: Mapped[int]
    factor: Mapped[Decimal]
    occurred_on: Mapped[date]
    effective_at: Mapped[datetime]
    is_revoked: Mapped[bool]


class ValueFact(Base):
    __tablename__ = "value_fact"
    __table_args__ = ({"comment": "confirmed values as targets announced them; the last one counts"},)
    __audited__ = False

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    unit_code: Mapped[str] = mapped_column(primary_key=True)
    indicator_code: Mapped[str] = mapped_column(primary_key=True)
    value_name: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[UUID]
    actual: Mapped[Decimal]
    target: Mapped[Decimal | None]


class Indicator(Base):
    __tablename__ = "indicator_copy"
    __table_args__ = ({"comment": "the library of indicators as targets announced it"},)
    __audited__ = False

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_en: Mapped[str]
    owner_unit_code: Mapped[str]


class PlanTarget(Base):
    __tablename__ = "plan_target"
    __table_args__ = ({"comment": "targets of issued unit plans, as amended"},)
    __audited__ = False

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    unit_code: Mapped[str] = mapped_column(primary_key=True)
    indicator_code: Mapped[str] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID]
    target: Mapped[Decimal | None]


class ClosedValues(Base):
    """Measured items stand for a class once its round of values is closed."""

    __tablename__ = "closed_values"
    __table_args__ = ({"comment": "classes whose confirmed values are complete"},)
    __audited__ = False

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    class_code: Mapped[str] = mapped_column(primary_key=True)
    indicator_code: Mapped[str] = mapped_column(primary_key=True, comment="* for every indicator")
    value_name: Mapped[str] = mapped_column(primary_key=True, comment="which value of the indicator")
    round_id: Mapped[UUID]


class ItemFact(Base):
    """The aggregate that a closed round, or an owner's entry, gives one subject for one item."""

    __tablename__ = "item_fact"
    __table_args__ = ({"comment": "facts from sheets, evaluations, ballots and owners' scores"},)

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    scheme_code: Mapped[str] = mapped_column(primary_key=True)
    item_code: Mapped[str] = mapped_column(primary_key=True)
    subject_code: Mapped[str] = mapped_column(primary_key=True)
    fact: Mapped[dict[str, Any]] = mapped_column(comment="as the scheme language reads it")
    source: Mapped[str] = mapped_column(comment="sheet, evaluation_round, ballot_round or manual")
    record_id: Mapped[UUID] = mapped_column(comment="the sheet, the round or the entry")
    entered_by: Mapped[str | None] = mapped_column(comment="who entered an owner's score, by name")
    entered_at: Mapped[datetime | None] = mapped_column(comment="office time")


class ClosedItem(Base):
    """An item of a scheme stands for a class once the round that feeds it is closed."""

    __tablename__ = "closed_item"
    __table_args__ = ({"comment": "items whose rounds are closed, by class"},)
    __audited__ = False

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    scheme_code: Mapped[str] = mapped_column(primary_key=True)
    item_code: Mapped[str] = mapped_column(primary_key=True)
    class_code: Mapped[str] = mapped_column(primary_key=True)


class DirtyMark(Base):
    """Only ever added, and taken away by the job that has counted the fact: no writer waits for another."""

    __tablename__ = "dirty_mark"
    __table_args__ = ({"comment": "a mark for each fact that changed the standings of a class, until they contain it"},)
    __audited__ = False

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    year: Mapped[int]
    class_code: Mapped[str]
    heard_at: Mapped[datetime] = mapped_column(comment="office time at which the fact arrived")


class ClassStanding(Base):
    __tablename__ = "class_standing"
    __table_args__ = (
        Index("ix_class_standing_revision", "revision"),
        {"comment": "what the standings of a class cover, and when they were computed"},
    )
    __audited__ = False

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    class_code: Mapped[str] = mapped_column(primary_key=True)
    scheme_id: Mapped[UUID]
    covers: Mapped[list[dict[str, Any]]] = mapped_column(comment="top parts: code, name, points, points that stand")
    digest: Mapped[str] = mapped_column(comment="of the engine's result")
    as_of: Mapped[datetime] = mapped_column(comment="office time")
    facts_until: Mapped[datetime] = mapped_column(comment="office time of the last fact that is in them")
    revision: Mapped[int] = mapped_column(
        BigInteger,
        server_default=text("nextval('appraisal.standing_revision')"),
        comment="rises with every change of any class",
    )


class Standing(Base):
    __tablename__ = "standing"
    __table_args__ = (
        Index("ix_standing_year_class_code_rank", "year", "class_code", "rank"),
        {"comment": "score as far as it stands today; no tiers"},
    )
    __audited__ = False

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    subject_code: Mapped[str] = mapped_column(primary_key=True)
    class_code: Mapped[str]
    name: Mapped[str]
    total: Mapped[Decimal | None] = mapped_column(comment="null while incomplete")
    rank: Mapped[int | None]
    of: Mapped[int]
    margin: Mapped[Decimal | None]
    flags: Mapped[list[str]]
    month: Mapped[str] = mapped_column(comment="office month of this total, such as 2026-03")
    total_before: Mapped[Decimal | None] = mapped_column(comment="total at the end of the month before")
    as_of: Mapped[datetime] = mapped_column(comment="office time")

    @property
    def total_at_month_end(self) -> Decimal | None:
        """Total at the end of last month; in a month without changes that is the present one."""
        return self.total_before if self.month == office_now().strftime("%Y-%m") else self.total
