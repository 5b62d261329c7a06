"""What units lost and what came of people's records, added up: kept by triggers, so that no reader adds up a history.

Each statement that writes deductions, visits or the bulletin leaves its differences in the ``*_change`` tables, where
writers never wait for each other; a job adds them to the sums. What stands in both together is exact at every moment.
"""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.supervision.models.base import Base


class DeductionCounts:
    """Of the deductions of a unit under one rule."""

    in_force: Mapped[int]
    points: Mapped[Decimal] = mapped_column(comment="of those in force")
    pending: Mapped[int] = mapped_column(comment="on their way: recorded, confirmed, notified or objected")


class RecorderCounts:
    """Of what somebody recorded in person."""

    records: Mapped[int]
    decided: Mapped[int]
    upheld: Mapped[int] = mapped_column(comment="in force as they were recorded")
    in_force: Mapped[int]
    points: Mapped[Decimal] = mapped_column(comment="of those in force, without what a repeat weighs more by rule")


class VisitCounts:
    visits: Mapped[int]


class BulletinCounts:
    """Of what the bulletin says of a unit's month."""

    entries: Mapped[int] = mapped_column(comment="without reversals")
    corrections: Mapped[int] = mapped_column(comment="reversals made in the month")
    points: Mapped[Decimal] = mapped_column(comment="of both")
    in_force: Mapped[int]
    points_in_force: Mapped[Decimal]


class DeductionTally(DeductionCounts, Base):
    __tablename__ = "deduction_tally"
    __audited__ = False
    __table_args__ = ({"comment": "derived: deductions by year, unit and rule, but for what stands in the changes"},)

    year: Mapped[int] = mapped_column(primary_key=True)
    unit_code: Mapped[str] = mapped_column(primary_key=True)
    rule_code: Mapped[str] = mapped_column(primary_key=True)


class DeductionTallyChange(DeductionCounts, Base):
    __tablename__ = "deduction_tally_change"
    __audited__ = False
    __table_args__ = ({"comment": "derived: differences that wait to be added to deduction_tally"},)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    year: Mapped[int]
    unit_code: Mapped[str]
    rule_code: Mapped[str]


class RecorderTally(RecorderCounts, Base):
    __tablename__ = "recorder_tally"
    __audited__ = False
    __table_args__ = ({"comment": "derived: records by year and person, but for what stands in the changes"},)

    year: Mapped[int] = mapped_column(primary_key=True)
    recorded_by: Mapped[str] = mapped_column(primary_key=True)
    recorded_by_name: Mapped[str] = mapped_column(primary_key=True)


class RecorderTallyChange(RecorderCounts, Base):
    __tablename__ = "recorder_tally_change"
    __audited__ = False
    __table_args__ = ({"comment": "derived: differences that wait to be added to recorder_tally"},)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    year: Mapped[int]
    recorded_by: Mapped[str]
    recorded_by_name: Mapped[str]


class VisitTally(VisitCounts, Base):
    __tablename__ = "visit_tally"
    __audited__ = False
    __table_args__ = ({"comment": "derived: visits by year, unit and person, but for what stands in the changes"},)

    year: Mapped[int] = mapped_column(primary_key=True)
    unit_code: Mapped[str] = mapped_column(primary_key=True)
    recorded_by: Mapped[str] = mapped_column(primary_key=True)
    recorded_by_name: Mapped[str] = mapped_column(primary_key=True)


class VisitTallyChange(VisitCounts, Base):
    __tablename__ = "visit_tally_change"
    __audited__ = False
    __table_args__ = ({"comment": "derived: differences that wait to be added to visit_tally"},)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    year: Mapped[int]
    unit_code: Mapped[str]
    recorded_by: Mapped[str]
    recorded_by_name: Mapped[str]


class BulletinTally(BulletinCounts, Base):
    __tablename__ = "bulletin_tally"
    __audited__ = False
    __table_args__ = ({"comment": "derived: the bulletin by unit and month, but for what stands in the changes"},)

    unit_code: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True, comment="its first day")


class BulletinTallyChange(BulletinCounts, Base):
    __tablename__ = "bulletin_tally_change"
    __audited__ = False
    __table_args__ = ({"comment": "derived: differences that wait to be added to bulletin_tally"},)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    unit_code: Mapped[str]
    month: Mapped[date] = mapped_column(comment="its first day")
