from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Base64Bytes, Field

from hengjian.supervision.schemas import Input, Output, PublicText, Reason

PictureState = Literal["prepared", "approved", "rejected", "withdrawn"]
Pixel = Annotated[int, Field(ge=0, le=4000, strict=True)]
Length = Annotated[int, Field(ge=1, le=4000, strict=True)]


AltText = Annotated[str, Field(min_length=1, max_length=200, description="What it shows, for those who cannot see")]


class CoveredArea(Input):
    """A rectangle of the picture, in its pixels."""

    x: Pixel
    y: Pixel
    width: Length
    height: Length


class PublicPictureEntry(Input):
    """``id`` is made by the browser. Either something is covered, or it is stated that there is nothing to hide."""

    id: UUID
    picture: Annotated[Base64Bytes, Field(max_length=1_900_000, description="JPEG, PNG or WebP in Base64")]
    covered: Annotated[list[CoveredArea], Field(max_length=200)]
    says_nothing_to_hide: bool = False
    alt_text: AltText
    alt_text_en: Annotated[
        AltText | None, Field(description="The same in English; without it English pages show the other")
    ] = None


class PictureRejection(Input):
    reason: Reason


class PictureWithdrawalEntry(Input):
    """The reason is printed in the bulletin, so it must name nobody."""

    reason: PublicText


class PictureReviewView(Output):
    outcome: Literal["approved", "rejected"]
    reason: str | None
    reviewed_at: datetime
    by: str | None


class PictureWithdrawalView(Output):
    reason: str
    withdrawn_at: datetime
    by: str | None


class PublicPictureView(Output):
    """``refusal`` says why the caller may not review it; ``by`` is null for readers who learn no names."""

    id: UUID
    evidence_id: UUID
    sha256: str
    width: int
    height: int
    covered: list[CoveredArea]
    says_nothing_to_hide: bool
    alt_text: str
    alt_text_en: str | None
    state: PictureState
    prepared_at: datetime
    by: str | None
    review: PictureReviewView | None
    withdrawal: PictureWithdrawalView | None
    may_review: bool
    refusal: str | None
    may_withdraw: bool
    version: int


class PublicPictureList(Output):
    """``refusal`` says why the caller may prepare none now, null when they may."""

    items: list[PublicPictureView]
    may_prepare: bool
    refusal: str | None


class WaitingPicture(Output):
    """A picture that waits for the second pair of eyes."""

    id: UUID
    deduction_id: UUID
    number: str
    unit_code: str
    unit_name: str
    rule_title: str
    rule_title_en: str
    prepared_at: datetime
    may_review: bool
