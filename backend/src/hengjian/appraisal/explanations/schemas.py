from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from hengjian.kit.data.decimals import DecimalString

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

    ``number`` is what the record is called; ``within_id`` the round of a sheet; ``subject_code`` the unit whose result
    it is. ``id`` is null where a plan's target has no value.
    """

    kind: FactRecordKind
    id: UUID | None
    number: str | None
    within_id: UUID | None
    subject_code: str | None
    sentence: str


class NodeView(BaseModel):
    """``weighted`` is what the node brings to its parent; ``records`` are what its fact was made of, told in
    ``fact_records``.

    Of evaluations and ballots ``why`` and ``fact_records`` tell count and mean; what too few said is no fact.
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
