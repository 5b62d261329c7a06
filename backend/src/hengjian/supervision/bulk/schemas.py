from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidatorFunctionWrapHandler, WrapValidator

from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.exchange.batches import MAX_ROWS, judge_values
from hengjian.kit.problems.problems import FieldError, ProblemFieldError
from hengjian.supervision.recording.schemas import DeductionEntry, UnreadableRow

_MAX_KEY = 80


def stand_alone(judged: DeductionEntry | list[FieldError], key: str) -> DeductionEntry | UnreadableRow:
    """What cannot be read is refused under its key and concerns no other row."""
    return UnreadableRow(key[:_MAX_KEY], judged) if isinstance(judged, list) else judged


def _read_row(values: Any, handler: ValidatorFunctionWrapHandler) -> DeductionEntry | UnreadableRow:
    key = str(values.get("id", "")) if isinstance(values, dict) else ""
    return stand_alone(judge_values(values, handler), key)


class DeductionBatch(BaseModel):
    """``dry_run`` judges without writing. Each row stands for itself, unless ``all_or_nothing``."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[
        list[Annotated[DeductionEntry, WrapValidator(_read_row)]], Field(min_length=1, max_length=MAX_ROWS)
    ]
    dry_run: bool = False
    all_or_nothing: bool = False


class DeductionOutcome(BaseModel):
    """What became of one row: ``created`` (or would be), ``unchanged`` when it was recorded before, or ``refused``."""

    index: int
    key: str
    status: Literal["created", "unchanged", "refused"]
    number: str | None
    points: DecimalString | None
    errors: list[ProblemFieldError]


class DeductionBatchOutcome(BaseModel):
    items: list[DeductionOutcome]
    created: int
    unchanged: int
    refused: int
    dry_run: bool


class ImportedRow(BaseModel):
    """``row`` is the row of the workbook; a pointer of an error names the field, ``columns`` the headings. ``notes``
    say how a cell was read where that is not plain, as in a merged block."""

    row: int
    key: str
    status: Literal["created", "unchanged", "refused"]
    number: str | None
    points: DecimalString | None
    unit: str
    rule_code: str
    errors: list[ProblemFieldError]
    columns: list[str]
    notes: list[str]


class ImportOutcome(BaseModel):
    items: list[ImportedRow]
    dry_run: bool
