from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from hengjian.directory.accounts.schemas import Password


class SignIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    username: Annotated[str, Field(min_length=1, max_length=60)]
    password: Annotated[SecretStr, Field(min_length=1, max_length=200)]


class PasswordChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    present: Annotated[SecretStr, Field(max_length=200)]
    new: Password


class OwnSession(BaseModel):
    """A browser in which the caller is signed in; ``browser`` is how it names itself. Times are real time."""

    id: UUID
    began_at: datetime
    seen_at: datetime
    address: str
    browser: str
    is_present: bool


class OwnSessions(BaseModel):
    items: list[OwnSession]


class SignInBefore(BaseModel):
    """When, in real time, and from where the same account was signed in the time before."""

    began_at: datetime
    address: str


class OwnUnit(BaseModel):
    code: str
    name: str


class SessionView(BaseModel):
    """Who is signed in, what this person may do, and which county's office time it is.

    With ``must_change_password`` everything but that is refused. After ``idle_minutes`` without work the session is
    over. ``cadre_code`` is the own file of somebody who is a cadre.
    """

    account_id: UUID
    username: str
    display_name: str
    roles: list[Role]
    permissions: list[Permission]
    unit: OwnUnit | None
    cadre_code: str | None
    county_name: str
    is_demo: bool
    is_rehearsal: bool
    office_now: datetime
    must_change_password: bool
    idle_minutes: int
    sign_in_before: SignInBefore | None
