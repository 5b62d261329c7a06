from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.decimals import DecimalString

Text = Annotated[str, Field(min_length=1, max_length=1000)]
Points = Annotated[DecimalString, Field(gt=0, le=100)]


class BonusEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    year: Year
    unit_code: Code
    kind: Code
    matter: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    points: Points
    evidence: Text


class BonusJudgement(BaseModel):
    """``points`` may be lower than what was claimed."""

    model_config = ConfigDict(extra="forbid")

    outcome: Literal["verified", "refused"]
    points: Points | None = None
    reason: Text


class BonusView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    unit_code: str
    kind: str
    matter: str
    points: DecimalString
    evidence: str
    state: Literal["claimed", "verified", "refused"]
    claimant_name: str
    verifier_name: str | None
    reason: str | None
    version: int
    updated_at: datetime
