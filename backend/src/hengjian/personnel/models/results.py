from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.kit.data.records import Identified, Tracked
from hengjian.personnel.models.base import Base
from hengjian.personnel.workflows import RULES


class LinkageRules(Identified, Tracked, Base):
    __tablename__ = "linkage_rules"
    __table_args__ = (
        UniqueConstraint("year"),
        CheckConstraint(RULES.check(), name="state_known"),
        {"comment": "how one year's results are used; cannot change once issued"},
    )

    year: Mapped[int]
    state: Mapped[str]
    document: Mapped[dict[str, Any]]
    articles: Mapped[list[dict[str, Any]]] = mapped_column(comment="the document in words, as it is cited")
    title: Mapped[dict[str, Any]]
    writers: Mapped[list[str]] = mapped_column(comment="whoever has worked at the draft")
    decision_number: Mapped[str | None]
    issued_by: Mapped[str | None]
    issued_by_name: Mapped[str | None]
    issued_at: Mapped[datetime | None] = mapped_column(comment="office time")


class FinalResult(Identified, Base):
    __tablename__ = "final_result"
    __table_args__ = (
        UniqueConstraint("year", "class_code", "result_version"),
        Index("uq_final_result_current", "year", "class_code", unique=True, postgresql_where=text("is_current")),
        Index("ix_final_result_pending", "id", postgresql_where=text("proposed_at IS NULL AND is_current")),
        {"comment": "a sealed final result as it arrived; its content cannot change"},
    )

    result_id: Mapped[UUID]
    year: Mapped[int]
    scheme_code: Mapped[str]
    class_code: Mapped[str]
    subject_kind: Mapped[str] = mapped_column(comment="unit or cadre")
    result_version: Mapped[int]
    digest: Mapped[str]
    is_ordinary: Mapped[bool] = mapped_column(comment="ordinary cadres ranked inside their own unit")
    is_current: Mapped[bool] = mapped_column(comment="false once a newer version has come")
    received_at: Mapped[datetime] = mapped_column(comment="office time")
    proposed_at: Mapped[datetime | None] = mapped_column(comment="when proposals were made from it; office time")


class FinalLine(Base):
    __tablename__ = "final_line"
    __table_args__ = ({"comment": "append only: one subject of a final result"},)
    __audited__ = False

    final_result_id: Mapped[UUID] = mapped_column(ForeignKey("personnel.final_result.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    unit_code: Mapped[str]
    total: Mapped[Decimal]
    rank: Mapped[int | None]
    of_count: Mapped[int]
    tier: Mapped[str]
    flags: Mapped[list[str]]
