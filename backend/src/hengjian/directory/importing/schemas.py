from typing import Literal

from pydantic import BaseModel

from hengjian.kit.problems.problems import ProblemFieldError

RowStatus = Literal["created", "updated", "unchanged", "refused"]


class ImportedEntry(BaseModel):
    """What became of a row of a workbook; ``columns`` are the headings that its errors are about, ``notes`` say how its
    cells were read where that could be asked about."""

    row: int
    code: str
    name: str
    status: RowStatus
    errors: list[ProblemFieldError]
    columns: list[str]
    notes: list[str]


class ListImport(BaseModel):
    items: list[ImportedEntry]
    dry_run: bool
