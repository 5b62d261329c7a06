"""What the three kinds of year-end rounds say of themselves."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.appraisal.classes.names import ClassCode, ClassName
from hengjian.contracts.codes import Code, Year


class RoundEntry(BaseModel):
    """The item of an issued scheme that the round feeds, for these classes."""

    model_config = ConfigDict(extra="forbid")

    year: Year
    scheme_code: Code
    item_code: Annotated[str, Field(min_length=1, max_length=60)]
    class_codes: Annotated[list[ClassCode], Field(min_length=1, max_length=200)]


class RoundView(BaseModel):
    """Only a round of ballots is ever ``void``: after a restore, until the committee decides."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    scheme_code: str
    item_code: str
    class_codes: list[str]
    classes: list[ClassName]
    state: Literal["open", "void", "closed"]
    opened_by: str
    closed_at: datetime | None
    version: int
    updated_at: datetime
