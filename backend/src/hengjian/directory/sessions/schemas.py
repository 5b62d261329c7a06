from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role


class SignIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    username: Annotated[str, Field(min_length=1, max_length=60)]
    password: Annotated[SecretStr, Field(min_length=1, max_length=200)]


class OwnUnit(BaseModel):
    code: str
    name: str


class SessionView(BaseModel):
    """Who is signed in, what this person may do, and which county's office time it is."""

    account_id: UUID
    username: str
    display_name: str
    roles: list[Role]
    permissions: list[Permission]
    unit: OwnUnit | None
    cadre_code: str | None
    county_name: str
    is_demo: bool
    office_now: datetime
