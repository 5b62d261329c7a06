from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.policy.actions import Action

Text = Annotated[str, Field(min_length=1, max_length=2000)]


class ReviewEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    result_id: UUID
    subject_code: Code
    grounds: Text


class ReviewDecision(BaseModel):
    """``changed``: the fact is corrected and the result computed again; ``upheld``: it stands."""

    model_config = ConfigDict(extra="forbid")

    outcome: Literal["upheld", "changed"]
    reason: Text


class ReviewView(BaseModel):
    """``carried_out_in`` is the edition of the result that took up the change."""

    id: UUID
    result_id: UUID
    year: int
    class_code: str
    class_name: str | None
    class_name_en: str | None
    subject_kind: Literal["unit", "cadre"]
    subject_code: str
    subject_name: str
    unit_code: str
    grounds: str
    state: Literal["requested", "upheld", "changed"]
    requester_name: str
    decider_name: str | None
    reason: str | None
    carried_out_in: int | None
    version: int
    updated_at: datetime


class ReviewedLine(BaseModel):
    """What stands for the subject in the newest edition of its result."""

    model_config = ConfigDict(from_attributes=True)

    total: DecimalString
    rank: int | None
    of: int
    tier: str | None


class ReviewDetail(ReviewView):
    """``edition`` and ``publicity_until`` are of the result as it stands."""

    result_state: Literal["computed", "approved", "publicity", "final"]
    line: ReviewedLine | None
    edition: int
    publicity_until: datetime | None
    actions: list[Action]
