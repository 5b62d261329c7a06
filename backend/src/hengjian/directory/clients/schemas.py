from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from hengjian.contracts.codes import Code
from hengjian.contracts.permissions import Permission
from hengjian.contracts.scopes import MACHINE_SCOPES

Scope = Annotated[Permission, WithJsonSchema({"type": "string", "enum": sorted(MACHINE_SCOPES)})]
"""The contract names what may be granted; any other permission is refused by its name."""

Scopes = Annotated[list[Scope], Field(min_length=1, max_length=len(MACHINE_SCOPES))]


SecretDays = Annotated[int, Field(ge=1, le=730, description="After so many days the secret stops counting")]


class ClientEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    client_id: Code
    name: Annotated[str, Field(min_length=1, max_length=80)]
    scopes: Scopes
    secret_days: SecretDays = 365


class ClientView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    client_id: str
    name: str
    scopes: list[Scope]
    is_active: bool
    secret_expires_at: datetime
    last_used_at: datetime | None
    version: int
    updated_at: datetime


class NewClient(ClientView):
    """``client_secret`` is shown this once."""

    client_secret: str


class SecretRotation(BaseModel):
    """The secrets before go on counting for the overlap; with 0 they and their tokens end at once."""

    model_config = ConfigDict(extra="forbid")

    overlap_hours: Annotated[int, Field(ge=0, le=168)]
    secret_days: SecretDays = 365


class ClientChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    scopes: Scopes | None = None
    is_active: bool | None = None


class TokenAnswer(BaseModel):
    """RFC 6749, section 5.1."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
    scope: str


class TokenRefusal(BaseModel):
    """RFC 6749, section 5.2."""

    error: str
    error_description: str
