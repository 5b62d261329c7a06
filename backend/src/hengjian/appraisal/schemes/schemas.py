from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.appraisal.classes.names import ClassCode, ClassName
from hengjian.appraisal.scheme_documents.binding import Binding
from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.policy.actions import Action

Name = Annotated[str, Field(min_length=1, max_length=120)]
Reason = Annotated[str, Field(min_length=1, max_length=1000)]
SubjectKind = Literal["unit", "cadre"]


class SchemeContent(BaseModel):
    """``document`` is written in the scheme language; ``binding`` says where each item's facts come from.

    ``full_score`` is the total that the office states; the points must make it. Without one, a total other than 100
    is only remarked on.
    """

    model_config = ConfigDict(extra="forbid")

    name: Name
    class_codes: Annotated[list[ClassCode], Field(min_length=1, max_length=200)]
    document: dict[str, Any]
    binding: Binding
    coefficients: dict[Code, DecimalString] = {}
    full_score: Annotated[DecimalString, Field(gt=0)] | None = None


class SchemeEntry(SchemeContent):
    year: Year
    code: Code
    subject_kind: SubjectKind


class SchemeAmendment(SchemeContent):
    reason: Reason


class SchemeApproval(BaseModel):
    model_config = ConfigDict(extra="forbid")

    document_number: Name


class SchemeCopy(BaseModel):
    model_config = ConfigDict(extra="forbid")

    year: Year


class SchemeSummary(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    code: str
    edition: int
    name: str
    subject_kind: SubjectKind
    class_codes: list[str]
    classes: list[ClassName]
    state: str
    digest: str | None
    author_name: str
    reviewer_name: str | None
    reviewed_at: datetime | None
    approver_name: str | None
    approved_at: datetime | None
    document_number: str | None
    issued_at: datetime | None
    reason: str | None
    amends_id: UUID | None
    copied_from_id: UUID | None
    version: int
    updated_at: datetime


class SchemeWarning(BaseModel):
    """What is sound but unusual, by JSON pointer into the scheme, in the reader's language."""

    pointer: str
    code: str
    message: str


class SchemeView(SchemeSummary):
    """What a review would find as things stand now: ``faults`` keep a draft from passing, ``warnings`` do not.

    While the document has faults nothing else is judged. ``wording`` holds the parameters of each item's rule in the
    reader's language.
    """

    document: dict[str, Any]
    binding: dict[str, Any]
    coefficients: dict[str, Any]
    full_score: DecimalString | None
    wording: dict[str, str]
    faults: list[SchemeWarning]
    warnings: list[SchemeWarning]
    actions: list[Action]


class SchemeChange(BaseModel):
    """One difference in words; ``code`` and ``name`` are the item's, empty where the whole scheme differs.

    ``pointer`` leads into the newer scheme, into the older one for what is removed. ``detail`` names the parameter, the
    key or the subject. ``old`` and ``new`` are null where there is nothing.
    """

    model_config = ConfigDict(from_attributes=True)

    pointer: str
    code: str
    name: str
    what: str
    detail: str
    old: str | None
    new: str | None


class SchemeChanges(BaseModel):
    """``against`` is null where the scheme amends none and was copied from none."""

    against: SchemeSummary | None
    changes: list[SchemeChange]
