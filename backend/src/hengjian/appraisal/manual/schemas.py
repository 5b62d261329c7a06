from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.decimals import DecimalString, write_decimal
from hengjian.kit.exchange.sheets import CellFault

ItemCode = Annotated[str, Field(min_length=1, max_length=60)]
Counts = dict[Annotated[str, Field(min_length=1, max_length=60)], Annotated[int, Field(ge=0, le=1_000_000)]]


class ManualScore(BaseModel):
    """What the item's rule reads: a ``score``, an ``actual`` value with the ``target`` it needs, or ``counts`` by
    kind."""

    model_config = ConfigDict(extra="forbid")

    subject_code: Code
    score: DecimalString | None = None
    actual: DecimalString | None = None
    target: DecimalString | None = None
    counts: Counts | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> "ManualScore":
        said = [value for value in (self.score, self.actual, self.counts) if value is not None]
        if len(said) != 1 or (self.target is not None and self.actual is None):
            raise ValueError("one of score, actual and counts; a target beside an actual value only")
        return self

    def as_fact(self) -> dict[str, Any]:
        numbers = {"score": self.score, "actual": self.actual, "target": self.target}
        fact: dict[str, Any] = {name: write_decimal(value) for name, value in numbers.items() if value is not None}
        return fact if self.counts is None else {"counts": self.counts}


class ManualScores(BaseModel):
    """``dry_run`` judges and counts without writing. One fault anywhere, and nothing is written."""

    model_config = ConfigDict(extra="forbid")

    year: Year
    scheme_code: Code
    item_code: ItemCode
    rows: Annotated[list[ManualScore], Field(min_length=1, max_length=1000)]
    dry_run: bool = False


class ManualOutcome(BaseModel):
    """``stored`` rows say something new; ``unchanged`` ones say what stood there, which keeps its date and name."""

    status: Literal["stored", "judged"]
    stored: int
    unchanged: int


class ManualPart(BaseModel):
    """One number to be entered for a subject; ``key`` names it in rows and in the workbook."""

    key: str
    name: str


class ManualItem(BaseModel):
    """An item that the caller enters. ``reason`` says why it cannot be changed any more, null where it can.

    ``shape`` is what each row says: a ``score``, ``measured`` (actual, with a target where ``parts`` names one) or
    ``counts`` by the kinds that ``parts`` names. ``points`` is the most that a score may be, null for the others.
    """

    year: int
    scheme_id: UUID
    scheme_code: str
    scheme_name: str
    subject_kind: Literal["unit", "cadre"]
    item_code: str
    item_name: str
    rule: str
    shape: Literal["score", "measured", "counts"]
    parts: list[ManualPart]
    points: DecimalString | None
    subject_count: int
    entered_count: int
    reason: str | None


class ManualLine(BaseModel):
    """A subject with what stands for it, by the item's parts; empty where nothing does."""

    subject_code: str
    name: str
    class_code: str
    unit_code: str
    values: dict[str, str]
    entered_by: str | None
    entered_at: datetime | None


class ManualSheet(BaseModel):
    """``version`` is what ``If-Match`` names when it is changed."""

    item: ManualItem
    version: int
    lines: list[ManualLine]


class ReadValues(BaseModel):
    """What a row of the workbook says, by the item's parts; ``row`` is its number in the sheet."""

    row: int
    subject_code: str
    values: dict[str, str]


class ManualTable(BaseModel):
    """``rows`` say something else than what stands; ``unchanged`` do not. Nothing is stored by reading."""

    rows: list[ReadValues]
    unchanged: int
    faults: list[CellFault]
