from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from hengjian.contracts.codes import Code
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.policy.actions import Action
from hengjian.personnel.schemas import Bilingual, DecisionNumber, Input, Output, Reason
from hengjian.personnel.terms import (
    AccountabilityStep,
    DecisionOutcome,
    DecisionReviewOutcome,
    DecisionReviewState,
    Destination,
    Head,
    ProposalKind,
    ProposalState,
)


class ProposalChange(Input):
    """What is decided instead: the one field that belongs to the kind of proposal.

    ``places`` for excellent_quota, ``head`` for head_grade, ``amount`` for unit_bonus and bonus_withheld, ``steps`` for
    accountability_step, ``to_unit_code`` for downward_transfer, ``destination`` for promotion_suggestion.
    """

    places: Annotated[int, Field(ge=0, le=1000)] | None = None
    head: Head | None = None
    amount: Annotated[DecimalString, Field(ge=0)] | None = None
    steps: Annotated[list[AccountabilityStep], Field(min_length=1, max_length=len(AccountabilityStep))] | None = None
    to_unit_code: Code | None = None
    destination: Destination | None = None


class PersonnelDecisionEntry(Input):
    """``change`` goes with the outcome changed alone; a document number with whatever is not declined."""

    outcome: DecisionOutcome
    reason: Reason
    change: ProposalChange | None = None
    decision_number: DecisionNumber | None = None


class PersonnelDecisionRow(PersonnelDecisionEntry):
    proposal_id: UUID


class DecisionReviewEntry(Input):
    """``upheld`` keeps the decision though its result was replaced; ``withdrawn`` ends its effect."""

    outcome: DecisionReviewOutcome
    reason: Reason


class ProposalContent(Output):
    """What is proposed or decided; the field of its kind is filled, the others are null."""

    places: int | None
    head: Head | None
    amount: DecimalString | None
    steps: list[AccountabilityStep] | None
    to_unit_code: str | None
    destination: Destination | None


class ProposalFigures(Output):
    """The numbers that the rule was applied to; null where they play no part."""

    headcount: int | None
    base: int | None
    adjustment: int | None
    ceiling: int | None
    surplus: DecimalString | None
    award: DecimalString | None
    lagging_years: int | None
    ranked: int | None
    last_places: int | None
    is_tied: bool | None


class CitedRule(Output):
    """The article that the proposal rests on, as issued."""

    code: str
    title: Bilingual
    number: int
    zh: str
    en: str


class ProposalEvidence(Output):
    """The final result that the proposal comes from."""

    result_id: UUID
    version: int
    digest: str
    class_code: str
    rank: int | None
    of: int
    total: DecimalString
    tier: str
    flags: list[str]
    sentence: Bilingual


class PersonnelDecisionView(Output):
    id: UUID
    outcome: DecisionOutcome
    reason: str
    change: ProposalContent | None
    decision_number: str | None
    decided_by_name: str
    decided_at: datetime


class ProposalView(Output):
    """``deciding_permission`` names the office that decides; ``decided`` is what now holds."""

    id: UUID
    number: str
    year: int
    kind: ProposalKind
    unit_code: str
    unit_name: str
    cadre_code: str | None
    cadre_name: str | None
    post_name: str | None
    rule: CitedRule
    evidence: ProposalEvidence
    figures: ProposalFigures
    content: ProposalContent
    state: ProposalState
    decided: ProposalContent | None
    decision: PersonnelDecisionView | None
    review_state: DecisionReviewState
    review_reason: str | None
    deciding_permission: str
    version: int
    updated_at: datetime


class ProposalDetail(ProposalView):
    actions: list[Action]
