from datetime import datetime
from uuid import UUID

from hengjian.contracts.codes import Code
from hengjian.kit.policy.actions import Action
from hengjian.personnel.schemas import Input, Output, Reason
from hengjian.personnel.terms import TransferState


class TransferAssignment(Input):
    """Another township, chosen by the organisation department."""

    to_unit_code: Code
    reason: Reason


class TransferAssignmentRow(TransferAssignment):
    transfer_id: UUID


class TransferView(Output):
    id: UUID
    number: str
    year: int
    proposal_id: UUID
    cadre_code: str
    cadre_name: str
    post_name: str | None
    from_unit_code: str
    from_unit_name: str
    to_unit_code: str | None
    to_unit_name: str | None
    decision_number: str | None
    assignment_reason: str | None
    assigned_by_name: str | None
    state: TransferState
    version: int
    updated_at: datetime


class TransferDetail(TransferView):
    actions: list[Action]
