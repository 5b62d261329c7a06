"""Shapes that several features of this service share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hengjian.kit.data.decimals import DecimalString

Reason = Annotated[str, Field(min_length=1, max_length=500, description="Always on record", examples=["会议研究同意"])]
DecisionNumber = Annotated[
    str, Field(min_length=1, max_length=80, description="Number of the document", examples=["县委组〔2027〕12号"])
]
Share = Annotated[DecimalString, Field(ge=0, le=1)]


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Output(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Bilingual(BaseModel):
    """A sentence as it is read out, in both languages."""

    model_config = ConfigDict(extra="forbid")

    zh: Annotated[str, Field(min_length=1, max_length=2000)]
    en: Annotated[str, Field(min_length=1, max_length=2000)]
