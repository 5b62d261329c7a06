from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code


class RecusalGround(StrEnum):
    """``former_unit`` is for people without a cadre's file; a cadre's own postings are known."""

    FORMER_UNIT = "former_unit"
    INTEREST = "interest"
    RELATIVE = "relative"


class RecusalEntry(BaseModel):
    """``account_id`` as ``directory/people`` lists it; inspectors declare their own. Relatives are never named."""

    model_config = ConfigDict(extra="forbid")

    account_id: UUID
    name: Annotated[str, Field(min_length=1, max_length=80)]
    unit_code: Code
    ground: RecusalGround


class RecusalView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    account_id: UUID
    name: str
    unit_code: str
    ground: RecusalGround
    declared_at: datetime
    declared_by_name: str
    ended_at: datetime | None
    ended_by_name: str | None
    version: int
    updated_at: datetime


class StandingAsideEntry(BaseModel):
    """For how many years one stands aside from a unit where one served; every change stays on record."""

    model_config = ConfigDict(extra="forbid")

    years: Annotated[int, Field(ge=1, le=10)]
    reason: Annotated[str, Field(min_length=1, max_length=500)]


class StandingAsideView(BaseModel):
    """The rest is null while nobody has set another term than the usual one."""

    model_config = ConfigDict(from_attributes=True)

    years: int
    reason: str | None
    set_at: datetime | None
    set_by_name: str | None
