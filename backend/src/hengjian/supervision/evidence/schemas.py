from datetime import datetime
from typing import Literal
from uuid import UUID

from hengjian.supervision.schemas import Input, Output, Reason

MediaType = Literal["image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf", "video/mp4"]


class EvidenceWithdrawalEntry(Input):
    reason: Reason


class EvidenceWithdrawalView(Output):
    reason: str
    withdrawn_at: datetime
    by: str | None


class EvidenceView(Output):
    """A file kept with a deduction or a line of a round. ``by`` is null for readers who learn no names; ``taken_at`` is
    the device's word."""

    id: UUID
    sha256: str
    size: int
    type: MediaType
    filename: str
    taken_at: datetime | None
    uploaded_at: datetime
    office: str
    by: str | None
    purpose: Literal["record", "objection", "rectification", "recheck", "finding", "answer"]
    has_thumbnail: bool
    withdrawal: EvidenceWithdrawalView | None
    may_withdraw: bool
    version: int


class EvidenceList(Output):
    """``refusal`` says why the caller may add no file now, null when they may."""

    items: list[EvidenceView]
    may_add: bool
    refusal: str | None
