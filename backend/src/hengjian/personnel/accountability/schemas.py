from datetime import date, datetime
from uuid import UUID

from hengjian.kit.policy.actions import Action
from hengjian.kit.time.inputs import Day
from hengjian.personnel.schemas import Input, Output, Reason
from hengjian.personnel.terms import AccountabilityStep, CaseState


class CaseStepEntry(Input):
    """A step of the decision that was carried out; ``on`` is the day, today where absent."""

    step: AccountabilityStep
    reason: Reason
    on: Day | None = None


class CaseClosing(Input):
    reason: Reason


class CaseStepView(Output):
    step: AccountabilityStep
    reason: str
    taken_on: date
    taken_by_name: str


class CaseView(Output):
    id: UUID
    number: str
    year: int
    unit_code: str
    unit_name: str
    proposal_id: UUID
    decision_number: str | None
    lagging_years: int
    decided_steps: list[AccountabilityStep]
    steps: list[CaseStepView]
    state: CaseState
    closed_reason: str | None
    opened_at: datetime
    closed_at: datetime | None
    version: int
    updated_at: datetime


class CaseDetail(CaseView):
    actions: list[Action]
