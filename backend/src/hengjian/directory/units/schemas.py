from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code

Name = Annotated[str, Field(min_length=1, max_length=80)]
Reason = Annotated[str, Field(min_length=1, max_length=500)]


class UnitKind(StrEnum):
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    VERTICAL = "vertical"


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class UnitClassEntry(Input):
    code: Code
    name: Name
    name_en: Name | None = None
    kind: UnitKind
    basis: Reason


class UnitEntry(Input):
    """A unit as the office writes it; ``class_code`` places it in a class from ``class_from`` on."""

    code: Code
    name: Name
    kind: UnitKind
    class_code: Code | None = None
    class_from: date | None = None
    class_reason: Reason | None = None


class UnitChange(Input):
    """Absent fields stay as they are."""

    name: Name | None = None
    is_active: bool | None = None


class Classification(Input):
    class_code: Code
    from_on: date
    reason: Reason


class Output(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class UnitClassView(Output):
    code: str
    name: str
    name_en: str | None
    kind: UnitKind
    basis: str
    version: int
    updated_at: datetime


class MembershipView(Output):
    class_code: str
    class_name: str
    from_on: date
    to_on: date | None
    reason: str


class UnitView(Output):
    code: str
    name: str
    kind: UnitKind
    class_code: str | None
    memberships: list[MembershipView]
    is_active: bool
    version: int
    updated_at: datetime
