from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.appraisal.schemes.schemas import Action
from hengjian.contracts.codes import Code, Year
from hengjian.kit.numbers import DecimalString

ResultState = Literal["computed", "approved", "publicity", "final"]


class Computing(BaseModel):
    """Which results: all issued schemes of the year and kind, or those named."""

    model_config = ConfigDict(extra="forbid")

    year: Year
    subject_kind: Literal["unit", "cadre"]
    scheme_codes: Annotated[list[Code], Field(max_length=100)] = []


class ResultIds(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[UUID], Field(min_length=1, max_length=500)]
    reason: Annotated[str, Field(min_length=1, max_length=500)]


class Computed(BaseModel):
    ids: list[UUID]
    subjects: int


class ResultView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    scheme_code: str
    scheme_id: UUID
    class_code: str
    subject_kind: Literal["unit", "cadre"]
    state: ResultState
    edition: int
    digest: str
    provenance_digest: str
    computed_at: datetime
    approved_by: str | None
    published_at: datetime | None
    publicity_until: datetime | None
    final_at: datetime | None
    version: int
    updated_at: datetime


class LineView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    subject_code: str
    name: str
    unit_code: str
    total: DecimalString
    rank: int | None
    of: int
    tier: str | None
    flags: list[str]
    margin: DecimalString | None


class ResultDetail(ResultView):
    lines: list[LineView]
    actions: list[Action]


class SealView(BaseModel):
    """What anybody may check: digest and signature of every version that was published."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    result_id: UUID
    edition: int
    digest: str
    signature: str
    public_key: str
    sealed_at: datetime
    reason: str


class BundleView(SealView):
    """``bundle`` is the canonical text that the digest and the signature are over."""

    bundle: dict[str, Any]
