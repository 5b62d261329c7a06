from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hengjian.appraisal.rounds.members import Members, MemberView
from hengjian.appraisal.rounds.schemas import RoundEntry, RoundView
from hengjian.appraisal.scheme_documents.binding import TierName
from hengjian.contracts.codes import Code
from hengjian.kit.data.decimals import DecimalString


class TierEntry(BaseModel):
    """Who stands in a tier of the scheme, by the tier's name."""

    model_config = ConfigDict(extra="forbid")

    name: TierName
    evaluators: Members


class EvaluationRoundEntry(RoundEntry):
    """How scores are counted stands in the scheme. Where it has tiers, each is named here with its evaluators, and only
    those may score; else every leader may."""

    tiers: Annotated[list[TierEntry], Field(max_length=10, default_factory=list)]


class EvaluationScores(BaseModel):
    """One leader's scores, all at once; sent again they replace the earlier ones."""

    model_config = ConfigDict(extra="forbid")

    scores: Annotated[dict[Code, DecimalString], Field(min_length=1, max_length=200)]


class EvaluationSummary(BaseModel):
    """How many scored one unit, and the mean of the scores that count; null where those are fewer than the minimum."""

    subject_code: str
    count: int | None
    mean: DecimalString | None


class TierView(BaseModel):
    """``scored_count`` of the tier's evaluators have given scores, of which nothing is shown tier by tier.

    Once the round is closed it is null where a tier has fewer than the minimum.
    """

    name: str
    weight: DecimalString
    evaluators: list[MemberView]
    scored_count: int | None


class EvaluationRoundView(RoundView):
    minimum: int
    trim: int
    tiers: list[TierView]
    evaluators: int
    summary: list[EvaluationSummary]
    own_scores: dict[str, DecimalString]
