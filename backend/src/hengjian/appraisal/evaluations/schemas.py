from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hengjian.appraisal.rounds.members import Members, MemberView
from hengjian.appraisal.rounds.schemas import RoundEntry, RoundView
from hengjian.contracts.codes import Code
from hengjian.kit.data.decimals import DecimalString


class TierEntry(BaseModel):
    """Evaluators whose mean counts with this weight, in proportion to the other tiers' weights."""

    model_config = ConfigDict(extra="forbid")

    code: Code
    name: Annotated[str, Field(min_length=1, max_length=60)]
    weight: Annotated[DecimalString, Field(gt=0, le=1000)]
    evaluators: Members


class EvaluationRoundEntry(RoundEntry):
    """With fewer evaluators than ``minimum`` no mean is shown.

    Without ``tiers`` every leader may score and all count alike; with them only those named, each tier's mean by
    weight.
    """

    minimum: Annotated[int, Field(ge=1, le=100)] = 3
    tiers: Annotated[list[TierEntry], Field(max_length=10, default_factory=list)]


class EvaluationScores(BaseModel):
    """One leader's scores, all at once; sent again they replace the earlier ones."""

    model_config = ConfigDict(extra="forbid")

    scores: Annotated[dict[Code, DecimalString], Field(min_length=1, max_length=200)]


class EvaluationSummary(BaseModel):
    """Count and mean of one unit; null below the minimum, and while the round is open."""

    subject_code: str
    count: int | None
    mean: DecimalString | None


class TierView(BaseModel):
    """``scored_count`` of the tier's evaluators have given scores; what they gave is shown to nobody."""

    code: str
    name: str
    weight: DecimalString
    evaluators: list[MemberView]
    scored_count: int


class EvaluationRoundView(RoundView):
    minimum: int
    tiers: list[TierView]
    evaluators: int
    summary: list[EvaluationSummary]
    own_scores: dict[str, DecimalString]
