from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from hengjian.directory.grants.policy import find_obstacle
from hengjian.directory.grants.signatories import Signatory
from hengjian.directory.models import RoleGrant
from hengjian.directory.workflows import GRANT, GrantState, GrantVerb
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.actions import Action, weigh
from hengjian.kit.policy.refusals import NO_PERMISSION

Reason = Annotated[str, Field(min_length=1, max_length=500, description="Always on record")]


class GrantDecision(BaseModel):
    """A refusal says why."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    decision: Literal["confirm", "refuse"]
    reason: Reason | None = None

    @model_validator(mode="after")
    def is_explained(self) -> Self:
        if self.decision == "refuse" and self.reason is None:
            raise PydanticCustomError("refusal_needs_reason", "a refusal says why")
        return self


class GrantView(BaseModel):
    """Names, not accounts, of whoever proposed and decided; ``from_on`` and ``to_on`` are the first and the last day
    on which the role was held."""

    id: UUID
    username: str
    display_name: str
    unit_code: str | None
    role: Role
    state: GrantState
    proposed_at: datetime
    proposed_by: str
    decided_at: datetime | None
    decided_by: str | None
    reason: str | None
    from_on: date | None
    to_on: date | None
    actions: list[Action]


def view_grant(grant: RoleGrant, principal: Principal) -> GrantView:
    """The grant with what this reader may do about it; ``account`` is read with it."""
    by, may_decide = Signatory.of_principal(principal), principal.may(Permission.DIRECTORY_GRANT_CONFIRM)
    return GrantView(
        id=grant.id,
        username=grant.account.username,
        display_name=grant.account.display_name,
        unit_code=grant.account.unit_code,
        role=Role(grant.role),
        state=GrantState(grant.state),
        proposed_at=grant.proposed_at,
        proposed_by=grant.proposed_by_name,
        decided_at=grant.decided_at,
        decided_by=grant.decided_by_name,
        reason=grant.reason,
        from_on=grant.from_on,
        to_on=grant.to_on,
        actions=[
            weigh(verb, find_obstacle(grant, grant.account, by, verb) if may_decide else NO_PERMISSION)
            for verb in (GrantVerb.CONFIRM, GrantVerb.REFUSE)
            if GRANT.is_possible(verb, grant.state)
        ],
    )
