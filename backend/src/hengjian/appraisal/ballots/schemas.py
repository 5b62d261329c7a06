from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from hengjian.appraisal.rounds.schemas import RoundEntry, RoundView
from hengjian.appraisal.workflows.ballots import BallotRuling
from hengjian.contracts.codes import Code

Option = Annotated[str, Field(min_length=1, max_length=40)]
Votes = dict[Option, Annotated[int, Field(ge=0, le=1_000_000)]]


class BallotRoundEntry(RoundEntry):
    """How few votes are too few to be shown stands in the scheme."""

    options: Annotated[
        list[Option],
        Field(
            min_length=2, max_length=200, description="For a rank ballot the places: 1, 2, ... as many as are ranked"
        ),
    ]


class CountEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    subject_code: Code
    votes: Votes


class CountBatch(BaseModel):
    """One batch of ballots as counted; entered again it replaces the earlier count of the batch."""

    model_config = ConfigDict(extra="forbid")

    batch_number: Code
    rows: Annotated[list[CountEntry], Field(min_length=1, max_length=1000)]


class BallotDecision(BaseModel):
    """Of a round that a restore voided: its counts stand and it goes on, or they go and it is held again."""

    model_config = ConfigDict(extra="forbid")

    ruling: BallotRuling
    document_number: Annotated[str, Field(min_length=1, max_length=80)]
    reason: Annotated[str, Field(min_length=1, max_length=1000)]


class CountOutcome(BaseModel):
    status: Literal["stored"]
    stored: int


class BallotSummary(BaseModel):
    """Votes by option; null where fewer than the minimum are valid."""

    subject_code: str
    votes: dict[str, int] | None


class BallotRoundView(RoundView):
    """``voided_at`` is when a restore voided the round; what follows it, how the committee decided then."""

    options: list[str]
    minimum: int
    voided_at: datetime | None
    ruling: BallotRuling | None
    document_number: str | None
    reason: str | None
    decider_name: str | None
    decided_at: datetime | None
    summary: list[BallotSummary]
