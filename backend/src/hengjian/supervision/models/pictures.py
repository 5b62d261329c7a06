"""Pictures for the public: a photo of the record with faces, plates and names covered, and what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.supervision.models.base import Base

_COVERED_OR_SAID = "says_nothing_to_hide = (jsonb_array_length(covered) = 0)"


class PublicPicture(Base):
    __tablename__ = "public_picture"
    __table_args__ = (
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256_hex"),
        CheckConstraint("width > 0 AND height > 0", name="has_a_size"),
        CheckConstraint(_COVERED_OR_SAID, name="covered_or_said"),
        Index("ix_public_picture_deduction_id_prepared_at", "deduction_id", "prepared_at"),
        {"comment": "append only: photos made ready for the public; one that nobody approved is shown to nobody"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, comment="made by the preparing browser")
    deduction_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.deduction.id"))
    evidence_id: Mapped[UUID] = mapped_column(
        ForeignKey("supervision.evidence.id"), index=True, comment="the photo it was made from, which stays apart"
    )
    sha256: Mapped[str] = mapped_column(index=True, comment="of the file as it was drawn anew here")
    width: Mapped[int]
    height: Mapped[int]
    covered: Mapped[list[dict[str, Any]]] = mapped_column(comment="the areas painted over, in its own pixels")
    says_nothing_to_hide: Mapped[bool] = mapped_column(comment="said by the preparer where nothing was painted over")
    alt_text: Mapped[str] = mapped_column(comment="what the picture shows, in words for the public")
    alt_text_en: Mapped[str | None] = mapped_column(comment="the same in English; null where nobody wrote it")
    content_digest: Mapped[bytes] = mapped_column(
        LargeBinary, comment="SHA-256 of what was posted, to tell a repeat from another picture"
    )
    prepared_at: Mapped[datetime] = mapped_column(comment="office time")
    prepared_by: Mapped[str]
    prepared_by_name: Mapped[str]
    review: Mapped["PictureReview | None"] = relationship(lazy="raise")
    withdrawal: Mapped["PictureWithdrawal | None"] = relationship(lazy="raise")

    @property
    def version(self) -> int:
        """What became of it stands beside it and is never taken away."""
        return 1 + (self.review is not None) + (self.withdrawal is not None)

    @property
    def state(self) -> str:
        if self.withdrawal is not None:
            return "withdrawn"
        return "prepared" if self.review is None else self.review.outcome


class PictureReview(Base):
    __tablename__ = "picture_review"
    __table_args__ = (
        CheckConstraint("outcome IN ('approved', 'rejected')", name="outcome_known"),
        CheckConstraint("outcome = 'approved' OR reason IS NOT NULL", name="rejected_for_a_reason"),
        {"comment": "append only: the second pair of eyes; the database refuses the preparer's own"},
    )

    picture_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.public_picture.id"), primary_key=True)
    outcome: Mapped[str]
    reason: Mapped[str | None]
    reviewed_at: Mapped[datetime] = mapped_column(comment="office time")
    reviewed_by: Mapped[str]
    reviewed_by_name: Mapped[str]


class PictureWithdrawal(Base):
    __tablename__ = "picture_withdrawal"
    __table_args__ = ({"comment": "append only: pictures that the public no longer gets, with the reason it reads"},)

    picture_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.public_picture.id"), primary_key=True)
    reason: Mapped[str]
    withdrawn_at: Mapped[datetime] = mapped_column(comment="office time")
    withdrawn_by: Mapped[str]
    withdrawn_by_name: Mapped[str]


class WaitingPicture(Base):
    __tablename__ = "waiting_picture"
    __audited__ = False
    __table_args__ = (
        Index("ix_waiting_picture_prepared_at_picture_id", "prepared_at", "picture_id"),
        {"comment": "derived by triggers: pictures that nobody has reviewed, of deductions that go on"},
    )

    picture_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.public_picture.id"), primary_key=True)
    deduction_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.deduction.id"), index=True)
    prepared_at: Mapped[datetime]
