from datetime import datetime
from uuid import UUID

from hengjian.kit.policy.actions import Action
from hengjian.targets.schemas import Digest, Input, Output
from hengjian.targets.workflows import LetterState


class LetterAcceptance(Input):
    """``digest`` is that of the text which the signer has read."""

    digest: Digest


class LetterView(Output):
    id: UUID
    plan_id: UUID
    year: int
    level: str
    unit_code: str
    cadre_code: str | None
    subject_name: str
    number: str
    digest: str
    state: LetterState
    accepted_by_name: str | None
    accepted_at: datetime | None
    accepted_digest: str | None
    version: int
    updated_at: datetime


class LetterDetailView(LetterView):
    text: str
    actions: list[Action]
