"""Visits, open and covert, and follow-up supervision."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.kit.data.records import Tracked
from hengjian.supervision.models.base import Base


class Visit(Tracked, Base):
    __tablename__ = "visit"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("kind IN ('open', 'covert', 'follow_up')", name="kind_known"),
        Index("ix_visit_visited_at_id", "visited_at", "id"),
        Index("ix_visit_kind_visited_at_id", "kind", "visited_at", "id"),
        Index("ix_visit_year_visited_at_id", "year", "visited_at", "id"),
        Index("ix_visit_unit_code_visited_at_id", "unit_code", "visited_at", "id"),
        Index("ix_visit_recorded_by_visited_at_id", "recorded_by", "visited_at", "id"),
        {"comment": "a visit as the inspector recorded it; never edited"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="made by the inspector's device", sort_order=-10)
    number: Mapped[str]
    year: Mapped[int]
    kind: Mapped[str]
    unit_code: Mapped[str]
    unit_name: Mapped[str] = mapped_column(comment="as it was called then")
    visited_at: Mapped[datetime]
    place: Mapped[str]
    companions: Mapped[list[str]]
    findings: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(comment="office time")
    recorded_by: Mapped[str]
    recorded_by_name: Mapped[str]
    content_digest: Mapped[bytes] = mapped_column(
        LargeBinary, comment="SHA-256 of what was posted, to tell a repeat from another record"
    )
