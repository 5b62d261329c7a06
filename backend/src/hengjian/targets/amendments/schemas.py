from datetime import datetime
from uuid import UUID

from pydantic import Field

from hengjian.contracts.codes import Code
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.policy.actions import Action
from hengjian.targets.schemas import DocumentNumber, Input, Milestones, Output, Reason
from hengjian.targets.workflows import AmendmentState


class AmendmentEntry(Input):
    """``milestones`` replace the former ones; absent they stay away."""

    plan_id: UUID
    indicator_code: Code
    new_target: DecimalString
    milestones: Milestones = Field(default_factory=dict)
    reason: Reason


class AmendmentApproval(Input):
    reason: Reason
    document_number: DocumentNumber


class AmendmentView(Output):
    id: UUID
    plan_id: UUID
    year: int
    unit_code: str
    unit_name: str
    indicator_code: str
    indicator_name: str
    old_target: DecimalString | None
    old_milestones: dict[int, DecimalString]
    new_target: DecimalString | None
    new_milestones: dict[int, DecimalString]
    reason: str
    state: AmendmentState
    proposed_by_name: str
    proposed_at: datetime
    decided_by_name: str | None
    decided_at: datetime | None
    decision_reason: str | None
    document_number: str | None
    version: int
    updated_at: datetime


class AmendmentDetailView(AmendmentView):
    actions: list[Action]
