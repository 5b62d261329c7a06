from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Year
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.exchange.sheets import CellFault

ItemCode = Annotated[str, Field(min_length=1, max_length=60)]
Origin = Literal["record", "taken", "typed", "drawn"]
Shape = Literal["measured", "score", "scores", "votes", "counts", "places", "deductions", "bonuses"]


MAX_TYPED = 20_000


class TypedFact(BaseModel):
    """``value`` is a number, or several parted by ``/``, as the trial's item says in ``shape`` and ``numbers``."""

    model_config = ConfigDict(extra="forbid")

    item_code: ItemCode
    subject_code: Annotated[str, Field(min_length=1, max_length=80)]
    value: Annotated[str, Field(min_length=1, max_length=400)]


class TrialOrder(BaseModel):
    """On which facts, and beside what. Without any of it: the facts on record of the scheme's own year, beside what is
    issued for the same classes then.

    ``left_out`` items count for nobody, under either scheme. ``taken_from`` names, for an item, another of the schemes
    issued in the year of the facts: where codes have changed. ``drawn`` items (``*``: all) get invented facts, the same
    for the same ``seed``; with ``*`` a class in which nobody is registered gets invented subjects too. What is
    ``typed`` goes before everything else.
    """

    model_config = ConfigDict(extra="forbid")

    facts_year: Year | None = None
    against_id: UUID | None = None
    left_out: Annotated[list[ItemCode], Field(max_length=500)] = []
    taken_from: Annotated[dict[ItemCode, ItemCode], Field(max_length=500)] = {}
    drawn: Annotated[list[ItemCode], Field(max_length=500)] = []
    seed: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,40}$")] = "1"
    typed: Annotated[list[TypedFact], Field(max_length=MAX_TYPED)] = []


class SampleFacts(BaseModel):
    """What a filled-in workbook says otherwise than the record, to be ``typed`` in a trial; ``unchanged`` facts do not.

    Nothing is to be taken of it while there are ``faults``.
    """

    facts: list[TypedFact]
    subject_count: int
    unchanged: int
    faults: list[CellFault]


class TrialLine(BaseModel):
    """``tier`` is null while an item is left out: lines and places were set for the whole."""

    total: DecimalString
    rank: int | None
    of: int
    tier: str | None


class TrialSubject(BaseModel):
    """``before`` is under the scheme compared with, ``after`` under the one that is tried; null where not scored.

    ``difference`` in total and ``places`` won (negative: lost) are null where there is nothing to compare.
    """

    code: str
    name: str
    before: TrialLine | None
    after: TrialLine | None
    difference: DecimalString | None
    places: int | None
    changes_tier: bool


class TrialItem(BaseModel):
    """How one item of the tried scheme separates the class.

    ``share`` of the spread of the totals in percent: the covariance of what the item brings with the total, over the
    variance of the total; all items make 100. ``decided`` counts the subjects that stand on another rank without it.
    ``ranks_alone``: ranked by it alone, everybody stands where they stand. Null where that cannot be said.
    ``numbers`` name what is to be typed where it is more than one number.
    """

    code: str
    name: str
    origins: list[Origin]
    taken_from: str | None
    is_left_out: bool
    shape: Shape
    numbers: list[str]
    lowest: DecimalString | None
    highest: DecimalString | None
    distinct: int
    share: DecimalString | None
    decided: int | None
    ranks_alone: bool


class TrialSpread(BaseModel):
    """How the totals of a class lie."""

    lowest: DecimalString
    median: DecimalString
    highest: DecimalString


class TrialIncomplete(BaseModel):
    """Who cannot be scored; ``lacking`` names the items without a fact, none where a fact cannot be read."""

    code: str
    name: str
    lacking: list[str]


class TrialClass(BaseModel):
    """``compared`` subjects stand under both schemes; of them ``moved`` change place and ``changing_tier`` their tier.

    ``widest`` is the largest difference of a total, without its sign.
    """

    class_code: str
    name: str
    name_en: str
    is_invented: bool
    compared: int
    moved: int
    changing_tier: int
    widest: DecimalString | None
    before: TrialSpread | None
    after: TrialSpread | None
    subjects: list[TrialSubject]
    items: list[TrialItem]
    incomplete: list[TrialIncomplete]


class TrialScheme(BaseModel):
    id: UUID
    year: int
    name: str
    edition: int
    state: str


class TrialOffer(BaseModel):
    """An item with facts on record that another of the same shape can take."""

    code: str
    name: str
    scheme_name: str
    shape: Shape


class Trial(BaseModel):
    """Nothing of a trial is stored. ``has_invented``: some fact in it was drawn or typed, and is nobody's record."""

    scheme: TrialScheme
    facts_year: int
    seed: str
    has_invented: bool
    against: list[TrialScheme]
    offers: list[TrialOffer]
    classes: list[TrialClass]
