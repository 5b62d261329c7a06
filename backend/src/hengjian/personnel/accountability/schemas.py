from datetime import date, datetime
from uuid import UUID

from hengjian.personnel.schemas import DatedReason, Output, PersonnelActionView
from hengjian.personnel.terms import CaseState, Step


class StepEntry(DatedReason):
    """A step of the decision that was carried out."""

    step: Step


class CaseStepView(Output):
    step: Step
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
    decided_steps: list[Step]
    steps: list[CaseStepView]
    state: CaseState
    closed_reason: str | None
    opened_at: datetime
    closed_at: datetime | None
    version: int
    updated_at: datetime


class CaseDetail(CaseView):
    actions: list[PersonnelActionView]
