from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.appraisal.models.base import Base
from hengjian.appraisal.workflows.results import RESULT_WORKFLOW
from hengjian.appraisal.workflows.reviews import REVIEW_WORKFLOW
from hengjian.kit.data.records import Identified, Tracked


class ResultSet(Identified, Tracked, Base):
    """The result of one class of one year, from computing to final."""

    __tablename__ = "result_set"
    __table_args__ = (
        UniqueConstraint("year", "scheme_code", "class_code"),
        CheckConstraint(RESULT_WORKFLOW.check(), name="state"),
        {"comment": "result of a class; what was published is in sealed_result"},
    )

    year: Mapped[int] = mapped_column(index=True)
    scheme_code: Mapped[str]
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("appraisal.scheme.id"))
    class_code: Mapped[str] = mapped_column(index=True)
    class_name: Mapped[str | None] = mapped_column(comment="as it was called when the result was computed")
    class_name_en: Mapped[str | None]
    subject_kind: Mapped[str]
    state: Mapped[str]
    edition: Mapped[int] = mapped_column(comment="how many versions were sealed")
    subjects: Mapped[list[dict[str, Any]]] = mapped_column(comment="facts as the engine read them")
    provenance: Mapped[dict[str, Any]] = mapped_column(comment="subject/item to record ids")
    provenance_digest: Mapped[str]
    digest: Mapped[str] = mapped_column(comment="of the engine's result")
    computed_at: Mapped[datetime]
    computed_by: Mapped[str]
    approved_by: Mapped[str | None]
    published_at: Mapped[datetime | None]
    publicity_until: Mapped[datetime | None]
    final_at: Mapped[datetime | None]
    own_unit_acts: Mapped[list[dict[str, Any]]] = mapped_column(
        comment="who computed it or put it into force although their own unit is in it"
    )
    lines: Mapped[list["ResultRow"]] = relationship(
        lazy="raise", order_by="(ResultRow.rank, ResultRow.subject_code)", cascade="all, delete-orphan"
    )


class ResultRow(Base):
    """One subject's line of a result set."""

    __tablename__ = "result_line"
    __table_args__ = (Index("ix_result_line_subject_code", "subject_code"), {"comment": "a subject's result"})
    __audited__ = False

    result_id: Mapped[UUID] = mapped_column(ForeignKey("appraisal.result_set.id"), primary_key=True)
    subject_code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    unit_code: Mapped[str]
    total: Mapped[Decimal]
    rank: Mapped[int | None]
    of: Mapped[int]
    tier: Mapped[str | None]
    flags: Mapped[list[str]]
    margin: Mapped[Decimal | None]


class SealedResult(Identified, Base):
    """A version as it was published: statement, its digest and signature, and the parts it speaks of. Append only."""

    __tablename__ = "sealed_result"
    __table_args__ = (UniqueConstraint("result_id", "edition"), {"comment": "append only: every published version"})

    result_id: Mapped[UUID] = mapped_column(ForeignKey("appraisal.result_set.id"), index=True)
    edition: Mapped[int]
    statement: Mapped[bytes] = mapped_column(
        LargeBinary, server_default="", comment="what the signature is over, canonical JSON"
    )
    bundle: Mapped[bytes] = mapped_column(LargeBinary, info={"secret": True}, comment="RFC 8785 canonical JSON")
    digest: Mapped[str]
    signature: Mapped[str] = mapped_column(comment="Ed25519 over the statement, base64")
    public_key: Mapped[str]
    sealed_at: Mapped[datetime]
    reason: Mapped[str]


class Review(Identified, Tracked, Base):
    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint(REVIEW_WORKFLOW.check(), name="state"),
        {"comment": "a unit's or cadre's challenge of a published result"},
    )

    result_id: Mapped[UUID] = mapped_column(ForeignKey("appraisal.result_set.id"), index=True)
    subject_code: Mapped[str]
    unit_code: Mapped[str]
    grounds: Mapped[str]
    state: Mapped[str] = mapped_column(comment="upheld: the result stands")
    requester: Mapped[str]
    requester_name: Mapped[str]
    decider_name: Mapped[str | None]
    reason: Mapped[str | None]
    carried_out_in: Mapped[int | None] = mapped_column(comment="version of the result that took up the change")
