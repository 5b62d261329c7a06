from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from hengjian.contracts.codes import Code
from hengjian.contracts.roles import Role
from hengjian.kit.texts import PersonName

Username = Annotated[str, Field(min_length=2, max_length=60, pattern=r"^[a-z0-9][a-z0-9._-]*$", examples=["t01.head"])]
Password = Annotated[SecretStr, Field(min_length=10, max_length=200)]
Roles = Annotated[list[Role], Field(min_length=1, max_length=len(Role))]


class AccountEntry(BaseModel):
    """``unit_code`` is the person's own unit, ``person_code`` their record: a cadre's code, or a code of one's own for
    whoever is no cadre, the same in all accounts of a person, set once. ``password`` is the first one, which a new
    account needs and one that stands does not take. ``roles`` are all that the account shall hold."""

    model_config = ConfigDict(extra="forbid")

    username: Username
    display_name: PersonName
    password: Password | None = None
    roles: Roles
    unit_code: Code | None = None
    person_code: Code | None = None


class AccountChange(BaseModel):
    """Absent fields stay as they are; a change signs the person out everywhere. ``roles`` are all that the account
    shall hold: what is left out ends at once, or is not waited for any more."""

    model_config = ConfigDict(extra="forbid")

    display_name: PersonName | None = None
    roles: Roles | None = None
    is_active: bool | None = None


class PasswordReset(BaseModel):
    """To be replaced at the next sign-in by one of the owner's choice."""

    model_config = ConfigDict(extra="forbid")

    password: Password


class AccountView(BaseModel):
    """``roles`` are in force; ``waiting_roles`` wait for the other administrator, and give nothing until then."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    username: str
    display_name: str
    roles: list[Role]
    waiting_roles: list[Role]
    unit_code: str | None
    person_code: str | None
    is_active: bool
    version: int
    updated_at: datetime
