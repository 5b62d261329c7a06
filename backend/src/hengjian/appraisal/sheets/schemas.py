from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.appraisal.rounds.members import Members, MemberView
from hengjian.appraisal.rounds.schemas import RoundEntry, RoundView
from hengjian.contracts.codes import Code
from hengjian.kit.data.decimals import DecimalString

Remark = Annotated[str, Field(min_length=1, max_length=1000)]


class Teams(BaseModel):
    """The people of the three teams; nobody stands in two."""

    model_config = ConfigDict(extra="forbid")

    verify: Members
    score: Members
    monitor: Members


class TeamsView(BaseModel):
    verify: list[MemberView]
    score: list[MemberView]
    monitor: list[MemberView]


class SheetRoundEntry(RoundEntry):
    teams: Teams


class SheetRoundView(RoundView):
    teams: TeamsView
    progress: dict[str, int]


class SheetRef(BaseModel):
    model_config = ConfigDict(extra="forbid")

    subject_code: Code
    remark: Remark | None = None


class SheetScoreEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    subject_code: Code
    score: DecimalString


class SheetBatch(BaseModel):
    model_config = ConfigDict(extra="forbid")

    rows: Annotated[list[SheetRef], Field(min_length=1, max_length=1000)]


class SheetScoreBatch(BaseModel):
    model_config = ConfigDict(extra="forbid")

    rows: Annotated[list[SheetScoreEntry], Field(min_length=1, max_length=1000)]


class SheetStop(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Remark


class SheetsMoved(BaseModel):
    moved: int


class SheetView(BaseModel):
    """``score_count`` and ``mean_score`` are null until the monitoring team has signed; ``own_score`` is this reader's.

    ``scores`` one by one are for the monitoring team and the auditor, null for everybody else.
    """

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    round_id: UUID
    subject_code: str
    state: Literal["awaited", "verified", "scored", "signed", "stopped"]
    verifier_name: str | None
    remark: str | None
    monitor_name: str | None
    stop_reason: str | None
    score_count: int | None
    mean_score: DecimalString | None
    scores: list[DecimalString] | None
    own_score: DecimalString | None
    version: int
    updated_at: datetime
