from datetime import datetime
from typing import Literal
from uuid import UUID

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


class StandingChange(BaseModel):
    """Standings of a class that have changed; the one with the highest revision is the last."""

    model_config = ConfigDict(from_attributes=True)

    year: int
    class_code: str
    revision: int
    as_of: datetime
    facts_until: datetime


FactRecordKind = Literal[
    "ballot_round",
    "bonus_claim",
    "deduction",
    "evaluation_round",
    "manual_entry",
    "plan",
    "sheet",
    "unit_result",
    "value",
]


class FactRecordView(BaseModel):
    """A record behind a fact in one sentence.

    ``number`` is what the record is called; ``within_id`` the round of a sheet; ``subject_code`` the unit whose result it
    is. ``id`` is null where a plan's target has no value.
    """

    kind: FactRecordKind
    id: UUID | None
    number: str | None
    within_id: UUID | None
    subject_code: str | None
    sentence: str


class NodeView(BaseModel):
    """``weighted`` is what the node brings to its parent; ``records`` are what its fact was made of, told in ``fact_records``.

    Of evaluations and ballots ``why`` and ``fact_records`` tell count and mean, or that there were too few.
    """

    code: str
    name: str
    depth: int
    score: DecimalString | None
    weighted: DecimalString | None
    why: str
    source: str | None
    records: list[str]
    fact_records: list[FactRecordView]


class ExplanationView(BaseModel):
    """Why a subject has its score, down to the records; ``stands`` False: nothing can be scored yet."""

    year: int
    class_code: str
    class_name: str | None
    class_name_en: str | None
    subject_code: str
    name: str
    total: DecimalString | None
    rank: int | None
    of: int | None
    flags: list[str]
    nodes: list[NodeView]
