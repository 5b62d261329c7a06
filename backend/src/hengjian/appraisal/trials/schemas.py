from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hengjian.contracts.codes import Year
from hengjian.kit.numbers import DecimalString


class TrialOrder(BaseModel):
    """``facts_year``: whose facts to score, the scheme's own year if not given.

    ``against_id``: the scheme to compare with; if not given, those issued for the same classes in the year of the facts.
    """

    model_config = ConfigDict(extra="forbid")

    facts_year: Year | None = None
    against_id: UUID | None = None


class TrialLine(BaseModel):
    total: DecimalString
    rank: int | None
    of: int
    tier: str | None


class TrialSubject(BaseModel):
    """``before`` is under the scheme compared with, ``after`` under the one that is tried; null where not scored."""

    code: str
    name: str
    before: TrialLine | None
    after: TrialLine | None


class TrialItem(BaseModel):
    """How one item of the tried scheme separates the class.

    ``decided`` counts the subjects that stand on another rank without it; null where that cannot be said.
    """

    code: str
    name: str
    lowest: DecimalString | None
    highest: DecimalString | None
    distinct: int
    decided: int | None


class TrialClass(BaseModel):
    """``left_out`` are items without facts yet; then there are no tiers. ``incomplete`` are subjects that lack a fact."""

    class_code: str
    name: str
    name_en: str
    subjects: list[TrialSubject]
    items: list[TrialItem]
    left_out: list[str]
    incomplete: list[str]


class Trial(BaseModel):
    """Nothing of a trial is stored."""

    scheme_id: UUID
    facts_year: int
    against: list[str]
    classes: list[TrialClass]
