from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.appraisal.workflows.results import ResultVerb
from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.policy.actions import Action

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


class OwnUnitAct(BaseModel):
    """Somebody took a step for a whole class in which the own unit is."""

    act: ResultVerb
    name: str
    unit_code: str


class ResultView(BaseModel):
    """``class_name`` is what the class was called then; null in results from before names were kept."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    scheme_code: str
    scheme_id: UUID
    class_code: str
    class_name: str | None
    class_name_en: str | None
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
    own_unit_acts: list[OwnUnitAct]
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
    """``reviews_to_carry_out`` have changed something that no version has taken up yet."""

    lines: list[LineView]
    actions: list[Action]
    reviews_undecided: int
    reviews_to_carry_out: int


class GapView(BaseModel):
    """What keeps a scheme from being scored: ``count`` subjects of a class (0: the class as a whole), the first of them
    by name. ``source`` is what feeds the item."""

    code: str
    message: str
    item_code: str | None
    item_name: str | None
    source: str | None
    class_code: str | None
    class_name: str | None
    class_name_en: str | None
    count: int
    subjects: list[str]


class ClassReadiness(BaseModel):
    """``result_id`` and ``state`` are of the result that stands already; null where there is none."""

    class_code: str
    class_name: str
    class_name_en: str
    subjects: int
    result_id: UUID | None
    state: ResultState | None


class SchemeReadiness(BaseModel):
    scheme_id: UUID
    scheme_code: str
    scheme_name: str
    edition: int
    classes: list[ClassReadiness]
    gaps: list[GapView]
    action: Action


class Readiness(BaseModel):
    """An issued scheme each, with whether it could be computed now and what it lacks."""

    year: int
    subject_kind: Literal["unit", "cadre"]
    schemes: list[SchemeReadiness]
