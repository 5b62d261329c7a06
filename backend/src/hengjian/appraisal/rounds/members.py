"""People whom a round names, by account: display names may be shared, and only one person is meant."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.kit.access.auth import Principal


class Member(BaseModel):
    """``account_id`` says who it is (as ``directory/people`` lists it); ``name`` is for the eye alone."""

    model_config = ConfigDict(extra="forbid")

    account_id: UUID
    name: Annotated[str, Field(min_length=1, max_length=80)]


Members = Annotated[list[Member], Field(min_length=1, max_length=50)]


class MemberView(BaseModel):
    """``account_id`` is null in rounds from before members were kept by account."""

    account_id: UUID | None
    name: str


def is_member(principal: Principal, members: Iterable[Mapping[str, Any]]) -> bool:
    return principal.subject in {member["account_id"] for member in members}


def is_anyone_twice(members: Iterable[Member]) -> bool:
    ids = [member.account_id for member in members]
    return len(ids) != len(set(ids))
