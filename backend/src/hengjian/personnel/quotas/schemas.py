from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from hengjian.contracts.codes import Code, Year
from hengjian.personnel.schemas import Bilingual, Input, Output
from hengjian.personnel.terms import Grade, Head, ProposalState, RecordSource


class HeadOfUnit(Output):
    """A principal leader and what is proposed or decided for the grade."""

    cadre_code: str
    cadre_name: str
    head: Head
    state: ProposalState
    proposal_id: UUID


class QuotaView(Output):
    """``granted`` is null until the proposal is decided; ``used`` counts excellent grades that take a place."""

    year: int
    unit_code: str
    unit_name: str
    class_code: str
    tier: str
    headcount: int
    base: int
    adjustment: int
    ceiling: int
    proposed: int
    reason: Bilingual
    are_principals_outside: bool
    head: Head
    heads: list[HeadOfUnit]
    granted: int | None
    used: int
    proposal_id: UUID
    version: int
    updated_at: datetime


class GradeRow(Input):
    cadre_code: Code
    grade: Grade


class GradeBatch(Input):
    """Grades of one unit's cadres; all are written, or none."""

    year: Year
    unit_code: Code
    rows: Annotated[list[GradeRow], Field(min_length=1, max_length=1000)]
    dry_run: bool = False


class GradeRowOutcome(BaseModel):
    cadre_code: str
    status: Literal["created", "updated", "unchanged"]


class GradeBatchOutcome(BaseModel):
    """``used`` of ``granted`` places after the batch."""

    items: list[GradeRowOutcome]
    granted: int | None
    used: int
    dry_run: bool


class GradeView(Output):
    year: int
    cadre_code: str
    cadre_name: str
    unit_code: str | None
    grade: Grade
    is_outside_quota: bool
    source: RecordSource
    version: int
    updated_at: datetime
