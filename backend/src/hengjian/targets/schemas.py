"""Shapes that several features of this service share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Month
from hengjian.kit.data.decimals import DecimalString

Note = Annotated[str, Field(max_length=1000)]
Reason = Annotated[str, Field(min_length=1, max_length=500, description="Always on record", examples=["会议研究同意"])]
DocumentNumber = Annotated[
    str, Field(min_length=1, max_length=80, description="Number of the document", examples=["县考核办〔2026〕7号"])
]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256, hexadecimal")]
Milestones = Annotated[
    dict[Month, DecimalString],
    Field(description="Cumulative target at the end of a month, by month number", examples=[{"6": "40", "12": "100"}]),
]
Search = Annotated[str, Field(max_length=80)]


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Output(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class TargetsReasonEntry(Input):
    reason: Reason
