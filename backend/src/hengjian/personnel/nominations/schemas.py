from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.policy.actions import Action
from hengjian.kit.texts import Name
from hengjian.personnel.schemas import (
    Bilingual,
    DecisionNumber,
    Input,
    Output,
    Reason,
)
from hengjian.personnel.terms import ExclusionGround, NominationStage, PostGroup

Ballots = Annotated[int, Field(ge=1, le=100_000, description="Valid ballots")]
Codes = Annotated[list[Code], Field(min_length=1, max_length=200)]
NominatedGroup = Literal[PostGroup.CHIEF, PostGroup.DEPUTY]


class NominationRoundEntry(Input):
    """A round for the vacancies of one kind of post; ``source_class_codes`` are the classes of cadres to look into."""

    year: Year
    post_code: Code
    post_name: Name
    post_group: NominatedGroup = PostGroup.CHIEF
    vacancies: Annotated[int, Field(ge=1, le=50)]
    source_class_codes: Annotated[list[Code], Field(min_length=1, max_length=200)]


class ExclusionEntry(Input):
    """Somebody whom the office knows to be out of the question, and why."""

    cadre_code: Code
    ground: ExclusionGround
    reason: Reason


class SuggestionEntry(Input):
    exclusions: Annotated[list[ExclusionEntry], Field(max_length=200)] = Field(default_factory=list)
    reason: Reason | None = None


class CandidateVotes(Input):
    cadre_code: Code
    votes: Annotated[int, Field(ge=0, le=100_000)]


class NominationVoteEntry(Input):
    """Result of a vote: valid ballots, and how many of them name each candidate."""

    ballots: Ballots
    votes: Annotated[list[CandidateVotes], Field(min_length=1, max_length=500)]
    reason: Reason | None = None


class ChoiceEntry(Input):
    cadre_codes: Codes
    reason: Reason


class AppointmentEntry(Input):
    """Who is appointed, at most as many as there are vacancies."""

    appointed: Annotated[list[Code], Field(max_length=50)]
    decision_number: DecisionNumber
    reason: Reason


class FunnelView(Output):
    """How many were left after each stage; null where the round has not come so far."""

    ranked: int | None
    suggested: int | None
    excluded: int | None
    preliminary: int | None
    slate: int | None
    plenary_recommended: int | None
    inspection: int | None
    appointed: int | None


class NominationRuleView(Output):
    """The article cited and its numbers, as they were when the round was opened."""

    title: Bilingual
    number: int
    zh: str
    en: str
    least_slate: int
    most_slate: int
    suggest_top_share: DecimalString
    recommendation_line: DecimalString
    least_tenure_months: int
    excludes_lagging_units: bool


class NominationRoundView(Output):
    id: UUID
    number: str
    year: int
    post_code: str
    post_name: str
    post_group: PostGroup
    vacancies: int
    source_class_codes: list[str]
    rule: NominationRuleView
    stage: NominationStage
    funnel: FunnelView
    recommendation_ballots: int | None
    plenary_ballots: int | None
    decision_number: str | None
    opened_by_name: str
    version: int
    updated_at: datetime


class CandidateView(Output):
    cadre_code: str
    cadre_name: str
    unit_code: str
    unit_name: str
    post_name: str | None
    class_code: str
    rank: int
    of_count: int
    total: DecimalString
    result_id: UUID
    result_version: int
    result_digest: str
    sentence: Bilingual
    is_excluded: bool
    exclusion_ground: ExclusionGround | None
    exclusion_reason: str | None
    recommendation_votes: int | None
    is_preliminary: bool
    is_on_slate: bool
    plenary_votes: int | None
    is_plenary_recommended: bool
    is_inspected: bool
    is_appointed: bool


class NominationStepView(Output):
    stage: NominationStage
    reason: str | None
    acted_by_name: str
    acted_at: datetime


class NominationRoundDetail(NominationRoundView):
    candidates: list[CandidateView]
    steps: list[NominationStepView]
    actions: list[Action]
