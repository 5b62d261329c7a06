from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from hengjian.kit.data.decimals import DecimalString


class ComponentView(BaseModel):
    """A part of the scheme right below its root; ``full`` is what it brings at full marks, where the scheme says so."""

    code: str
    name: str
    full: str | None


class ResultTableRow(BaseModel):
    """``components`` says what each part brings to the total, by its code; null of a subject whose detail this reader
    may not see. ``is_tied``: another subject has the same rank."""

    subject_code: str
    name: str
    unit_code: str
    unit_name: str
    rank: int | None
    is_tied: bool
    total: DecimalString
    tier: str | None
    flags: list[str]
    components: dict[str, DecimalString | None] | None


class ResultTable(BaseModel):
    """The result of a class as it lies before the meeting."""

    result_id: UUID
    year: int
    class_code: str
    class_name: str | None
    class_name_en: str | None
    subject_kind: Literal["unit", "cadre"]
    state: Literal["computed", "approved", "publicity", "final"]
    edition: int
    scheme_name: str
    scheme_edition: int
    scheme_document_number: str | None
    computed_at: datetime
    approved_by: str | None
    published_at: datetime | None
    digest: str
    components: list[ComponentView]
    rows: list[ResultTableRow]
