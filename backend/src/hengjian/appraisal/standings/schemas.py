from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from hengjian.kit.data.decimals import DecimalString


class StandingView(BaseModel):
    """``total_before`` is the total at the end of the month before; ``total`` is null while incomplete."""

    model_config = ConfigDict(from_attributes=True)

    year: int
    class_code: str
    subject_code: str
    name: str
    total: DecimalString | None
    rank: int | None
    of: int
    margin: DecimalString | None
    flags: list[str]
    total_before: DecimalString | None = Field(validation_alias="total_at_month_end")
    as_of: datetime


class Cover(BaseModel):
    code: str
    name: str
    weight: str | int | None
    stands: Literal["all", "part", "none"]


class ClassStandingView(BaseModel):
    """The ranked list of a class, and what its scores cover so far.

    ``revision`` rises with every change; ``facts_until`` is when the last fact that is in them arrived.
    """

    year: int
    class_code: str
    class_name: str
    class_name_en: str
    covers: list[Cover]
    as_of: datetime
    facts_until: datetime
    revision: int
    items: list[StandingView]


class ClassStandingList(BaseModel):
    """The classes in which anything stands, by code."""

    items: list[ClassStandingView]


class StandingChange(BaseModel):
    """Standings of a class that have changed; the one with the highest revision is the last."""

    model_config = ConfigDict(from_attributes=True)

    year: int
    class_code: str
    revision: int
    as_of: datetime
    facts_until: datetime
