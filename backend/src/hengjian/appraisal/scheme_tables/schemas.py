from pydantic import BaseModel

from hengjian.appraisal.schemes.schemas import SchemeChange


class RowChange(SchemeChange):
    """``row`` is the row of the uploaded sheet; null where no row says it, as for what is removed."""

    row: int | None


class RowFinding(BaseModel):
    """What is wrong or unusual: ``cell`` as the workbook calls it, ``column`` by its heading."""

    row: int | None
    cell: str | None
    column: str | None
    item_code: str | None
    code: str
    message: str


class TableOutcome(BaseModel):
    """``faults`` keep the file from being applied; ``remarks`` are what a review would say of the scheme."""

    dry_run: bool
    applied: bool
    can_apply: bool
    reason: str | None
    version: int
    row_count: int
    changes: list[RowChange]
    faults: list[RowFinding]
    remarks: list[RowFinding]
