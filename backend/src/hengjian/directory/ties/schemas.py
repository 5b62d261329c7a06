from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code
from hengjian.kit.time.inputs import Day

Words = Annotated[str, Field(min_length=1, max_length=500)]


class TieKind(StrEnum):
    """``former_unit`` is for people without a cadre's file; a cadre's own postings are known."""

    FORMER_UNIT = "former_unit"
    INTEREST = "interest"
    RELATIVE = "relative"


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class OwnTieEntry(Input):
    """To one unit or one person; ``other_code`` is the person's code, for a cadre that of the file."""

    unit_code: Code | None = None
    other_code: Code | None = None
    kind: TieKind
    reason: Words | None = None
    from_on: Day


class TieEntry(OwnTieEntry):
    """``person_code`` as ``directory/people`` lists it; the document is the one by which the office learnt of it."""

    person_code: Code
    document_number: Annotated[str, Field(min_length=1, max_length=80)]


class TieEnd(Input):
    reason: Words


class TieView(BaseModel):
    """``to_on`` is the last day, null while it holds; the day before ``from_on`` where it never held."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    person_code: str
    person_name: str
    other_code: str | None
    other_name: str | None
    unit_code: str | None
    kind: TieKind
    reason: str | None
    from_on: date
    to_on: date | None
    document_number: str | None
    declared_at: datetime
    declared_by_name: str
    ended_at: datetime | None
    ended_by_name: str | None
    end_reason: str | None
    version: int
    updated_at: datetime


class StandingAsideEntry(Input):
    """For how many years one stands aside from a unit where one served; every change stays on record."""

    years: Annotated[int, Field(ge=1, le=10)]
    reason: Words


class StandingAsideView(BaseModel):
    """The rest is null while nobody has set another term than the usual one."""

    model_config = ConfigDict(from_attributes=True)

    years: int
    reason: str | None
    set_at: datetime | None
    set_by_name: str | None
