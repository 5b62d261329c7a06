from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from hengjian.contracts.codes import Code
from hengjian.contracts.places import Latitude, Longitude
from hengjian.kit.texts import Name
from hengjian.kit.time.inputs import Day

Reason = Annotated[str, Field(min_length=1, max_length=500)]
DocumentNumber = Annotated[str, Field(min_length=1, max_length=80)]


class UnitKind(StrEnum):
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    VERTICAL = "vertical"


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Placed(Input):
    """Where the unit has its seat; both or neither, and where absent the place stays as it is."""

    latitude: Latitude | None = None
    longitude: Longitude | None = None

    @model_validator(mode="after")
    def is_whole(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise PydanticCustomError("place_not_whole", "latitude and longitude go together")
        return self


class UnitClassEntry(Input):
    code: Code
    name: Name
    name_en: Name | None = None
    kind: UnitKind
    basis: Reason


class UnitEntry(Placed):
    """A unit as the office writes it; ``class_code`` places it in a class from ``class_from`` on."""

    code: Code
    name: Name
    kind: UnitKind
    class_code: Code | None = None
    class_from: Day | None = None
    class_reason: Reason | None = None
    class_document_number: DocumentNumber | None = None


class UnitChange(Placed):
    """Absent fields stay as they are."""

    name: Name | None = None
    is_active: bool | None = None


class Classification(Input):
    """``document_number`` names the document that put the unit into the class, where there is one."""

    class_code: Code
    from_on: Day
    reason: Reason
    document_number: DocumentNumber | None = None


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
    document_number: str | None


class UnitView(Output):
    """``initials`` are the pinyin initials of the name; the place is that of the unit's seat, if it is known."""

    code: str
    name: str
    initials: str
    kind: UnitKind
    latitude: Latitude | None
    longitude: Longitude | None
    class_code: str | None
    memberships: list[MembershipView]
    is_active: bool
    version: int
    updated_at: datetime
