from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code

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
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    result_id: UUID
    subject_code: str
    unit_code: str
    grounds: str
    state: Literal["requested", "upheld", "changed"]
    requester_name: str
    decider_name: str | None
    reason: str | None
    carried_out_in: int | None
    version: int
    updated_at: datetime
