from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hengjian.appraisal.records.rounds import RoundEntry, RoundView
from hengjian.contracts.codes import Code
from hengjian.kit.numbers import DecimalString


class EvaluationRoundEntry(RoundEntry):
    """With fewer evaluators than ``minimum`` no mean is shown."""

    minimum: Annotated[int, Field(ge=1, le=100)] = 3


class EvaluationScores(BaseModel):
    """One leader's scores, all at once; sent again they replace the earlier ones."""

    model_config = ConfigDict(extra="forbid")

    scores: Annotated[dict[Code, DecimalString], Field(min_length=1, max_length=200)]


class EvaluationSummary(BaseModel):
    """Count and mean of one unit; null below the minimum, and while the round is open."""

    subject_code: str
    count: int | None
    mean: DecimalString | None


class EvaluationRoundView(RoundView):
    minimum: int
    evaluators: int
    summary: list[EvaluationSummary]
    own_scores: dict[str, DecimalString]
