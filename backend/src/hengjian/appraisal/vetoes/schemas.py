from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code, Year

Text = Annotated[str, Field(min_length=1, max_length=1000)]


class VetoEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    year: Year
    unit_code: Code
    veto_code: Annotated[str, Field(min_length=1, max_length=60)]
    grounds: Text


class VetoDecision(BaseModel):
    model_config = ConfigDict(extra="forbid")

    outcome: Literal["decided", "declined"]
    document_number: Annotated[str, Field(min_length=1, max_length=80)]
    reason: Text


class VetoView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    unit_code: str
    veto_code: str
    grounds: str
    state: Literal["proposed", "decided", "declined"]
    proposer_name: str
    decider_name: str | None
    document_number: str | None
    reason: str | None
    version: int
    updated_at: datetime
