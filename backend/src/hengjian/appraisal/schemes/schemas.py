from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.appraisal.schemes.binding import Binding
from hengjian.contracts.codes import Code, Year
from hengjian.kit.numbers import DecimalString

Name = Annotated[str, Field(min_length=1, max_length=120)]
Reason = Annotated[str, Field(min_length=1, max_length=1000)]
ClassCode = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:*-]*$")]
SubjectKind = Literal["unit", "cadre"]


class SchemeContent(BaseModel):
    """``document`` is written in the scheme language; ``binding`` says where each item's facts come from."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    class_codes: Annotated[list[ClassCode], Field(min_length=1, max_length=200)]
    document: dict[str, Any]
    binding: Binding
    coefficients: dict[Code, DecimalString] = {}


class SchemeEntry(SchemeContent):
    year: Year
    code: Code
    subject_kind: SubjectKind


class SchemeAmendment(SchemeContent):
    reason: Reason


class SchemeApproval(BaseModel):
    model_config = ConfigDict(extra="forbid")

    document_number: Name


class Action(BaseModel):
    """What this reader may do now, or the reason why not."""

    name: str
    allowed: bool
    reason: str | None


class SchemeSummary(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    code: str
    edition: int
    name: str
    subject_kind: SubjectKind
    class_codes: list[str]
    state: str
    digest: str | None
    author_name: str
    reviewer_name: str | None
    approver_name: str | None
    document_number: str | None
    issued_at: datetime | None
    reason: str | None
    version: int
    updated_at: datetime


class SchemeView(SchemeSummary):
    document: dict[str, Any]
    binding: dict[str, Any]
    coefficients: dict[str, Any]
    actions: list[Action]
