from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code
from hengjian.kit.texts import Name, PersonName
from hengjian.kit.time.inputs import Day


class PostGroup(StrEnum):
    CHIEF = "chief"
    DEPUTY = "deputy"
    ORDINARY = "ordinary"


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PostingEntry(Input):
    """``decision_number`` names the personnel decision that ordered the move, where there is one."""

    unit_code: Code
    post_code: Code
    post_name: Name
    post_group: PostGroup
    is_principal: bool = False
    from_on: Day
    decision_number: Annotated[str, Field(min_length=1, max_length=80)] | None = None


class CadreEntry(Input):
    """A cadre with the posting that lasts now."""

    code: Code
    name: PersonName
    posting: PostingEntry


class CadreRow(PostingEntry):
    """The same as a row of a workbook has it: flat."""

    code: Code
    name: PersonName

    def as_entry(self) -> CadreEntry:
        posting = PostingEntry.model_validate(self.model_dump(exclude={"code", "name"}))
        return CadreEntry(code=self.code, name=self.name, posting=posting)


class CadreChange(Input):
    """Absent fields stay as they are."""

    name: PersonName | None = None
    is_active: bool | None = None


class Output(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class PostingView(Output):
    unit_code: str
    post_code: str
    post_name: str
    post_group: PostGroup
    is_principal: bool
    from_on: date
    to_on: date | None
    decision_number: str | None


class CadreView(Output):
    code: str
    name: str
    unit_code: str | None
    current_posting: PostingView | None
    postings: list[PostingView]
    is_active: bool
    version: int
    updated_at: datetime
