"""Files that prove a deduction, an objection or what a round found; what is still being sent of them, and what was
withdrawn."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.supervision.models.base import Base

PURPOSES = ("record", "objection", "rectification", "recheck", "finding", "answer")

_SHA256 = "sha256 ~ '^[0-9a-f]{64}$'"
_PURPOSE = f"purpose IN {PURPOSES}"
_ONE_HOLDER = (
    "num_nonnulls(deduction_id, round_item_id) = 1 AND (round_item_id IS NOT NULL) = (purpose IN ('finding', 'answer'))"
)


class EvidenceUpload(Base):
    """Derived from what its sender holds, so it is not audited; the finished file is."""

    __tablename__ = "evidence_upload"
    __audited__ = False
    __table_args__ = (
        CheckConstraint(_SHA256, name="sha256_hex"),
        CheckConstraint(_PURPOSE, name="purpose_known"),
        CheckConstraint(_ONE_HOLDER, name="one_holder"),
        CheckConstraint("received >= 0 AND received < size", name="unfinished"),
        {"comment": "files of which not all has arrived; the row goes when the last byte has come"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="made by the sending device")
    deduction_id: Mapped[UUID | None] = mapped_column(ForeignKey("supervision.deduction.id"), index=True)
    round_item_id: Mapped[UUID | None] = mapped_column(ForeignKey("supervision.round_item.id"), index=True)
    sha256: Mapped[str] = mapped_column(comment="as the device announced it")
    size: Mapped[int] = mapped_column(comment="bytes announced")
    received: Mapped[int] = mapped_column(comment="bytes kept so far")
    part_keys: Mapped[list[str]] = mapped_column(comment="where the bytes kept so far stand in the store, in order")
    filename: Mapped[str]
    taken_at: Mapped[datetime | None] = mapped_column(comment="time of the device; decides nothing")
    purpose: Mapped[str]
    uploaded_by: Mapped[str]
    uploaded_by_name: Mapped[str]
    touched_at: Mapped[datetime] = mapped_column(index=True, comment="real time of the last byte")


class Evidence(Base):
    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint(_SHA256, name="sha256_hex"),
        CheckConstraint(_PURPOSE, name="purpose_known"),
        CheckConstraint(_ONE_HOLDER, name="one_holder"),
        Index("ix_evidence_deduction_id_uploaded_at", "deduction_id", "uploaded_at"),
        Index("ix_evidence_round_item_id_uploaded_at", "round_item_id", "uploaded_at"),
        Index("ix_evidence_uploaded_by_uploaded_at", "uploaded_by", "uploaded_at"),
        {"comment": "append only: files kept with a deduction or a line of a round under the hash of their content"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="that of the upload")
    deduction_id: Mapped[UUID | None] = mapped_column(ForeignKey("supervision.deduction.id"))
    round_item_id: Mapped[UUID | None] = mapped_column(ForeignKey("supervision.round_item.id"))
    sha256: Mapped[str] = mapped_column(index=True, comment="computed here, equal to what the device announced")
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(comment="read from the content, whatever the name says")
    filename: Mapped[str]
    taken_at: Mapped[datetime | None] = mapped_column(comment="time of the device; decides nothing")
    purpose: Mapped[str] = mapped_column(
        comment=(
            "record: what was found; objection, rectification, answer: by the unit; recheck: what was found again; "
            "finding: on a line of a round"
        )
    )
    uploaded_at: Mapped[datetime] = mapped_column(comment="office time")
    uploaded_office: Mapped[str] = mapped_column(comment="role in which the person acted, or system")
    uploaded_by: Mapped[str]
    uploaded_by_name: Mapped[str]
    withdrawal: Mapped["EvidenceWithdrawal | None"] = relationship(lazy="raise")

    @property
    def version(self) -> int:
        """Nothing else can become of a file."""
        return 1 if self.withdrawal is None else 2


class EvidenceWithdrawal(Base):
    __tablename__ = "evidence_withdrawal"
    __table_args__ = ({"comment": "append only: files that their side no longer relies on"},)

    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.evidence.id"), primary_key=True)
    reason: Mapped[str]
    withdrawn_at: Mapped[datetime]
    withdrawn_by: Mapped[str]
    withdrawn_by_name: Mapped[str]
