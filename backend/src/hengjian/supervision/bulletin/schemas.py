from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from hengjian.kit.data.decimals import DecimalString


class ShownPicture(BaseModel):
    """A redacted photo. The address never changes its content; a withdrawn picture is gone from it."""

    address: str
    width: int
    height: int
    alt_text: str
    alt_text_en: str | None


class WithdrawnPicture(BaseModel):
    withdrawn_on: date
    withdrawn_reason: str


class BulletinEntryView(BaseModel):
    """All that the public learns. The points of a reversal are negative, so that entries add up to what is in force."""

    model_config = ConfigDict(from_attributes=True)

    number: str
    unit_code: str
    unit_name: str
    rule_title: str
    rule_title_en: str
    points: DecimalString
    occurred_on: date
    place: str
    published_on: date
    state: Literal["effective", "revoked"]
    public_text: str | None
    text_is_withheld: bool
    revoked_reason: str | None
    reverses: str | None
    reversed_by: str | None
    pictures: list[ShownPicture]
    withdrawn_pictures: list[WithdrawnPicture]
