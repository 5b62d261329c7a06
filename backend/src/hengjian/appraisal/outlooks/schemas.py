from typing import Literal

from pydantic import BaseModel

from hengjian.kit.data.decimals import DecimalString


class SubjectRef(BaseModel):
    """``code`` and ``name`` are null where the reader may not see who it is."""

    code: str | None
    name: str | None


class NeighboursView(BaseModel):
    """Those of one rank; ``gap`` is how far their total is from the subject's, never negative."""

    rank: int
    total: DecimalString
    gap: DecimalString
    subjects: list[SubjectRef]


class BoundaryView(BaseModel):
    """Where another tier begins, others' totals held: at ``total``, then place ``rank``.

    Decided by a ``line`` on the total or by ``places`` at one ``end`` of the class (``share`` of it, where the scheme
    says a share). ``subjects`` have that rank today.
    """

    tier: str
    total: DecimalString
    gap: DecimalString
    rank: int
    decided_by: Literal["line", "places"]
    line: DecimalString | None
    places: int | None
    share: DecimalString | None
    end: str | None
    subjects: list[SubjectRef]


class MoveView(BaseModel):
    """What the item alone would have to gain (negative: lose), and what would come of it, others' scores held.

    ``is_within_rule``: whether the item's rule can give so much.
    """

    points: DecimalString
    total: DecimalString
    rank: int
    tier: str | None
    is_within_rule: bool


class ItemOutlookView(BaseModel):
    """``score`` null: does not apply. ``limit`` null: nothing bounds it. ``is_relative``: compares with its peers.

    ``held_by`` is the group whose cap or floor keeps the item back from moving the subject.
    """

    code: str
    name: str
    score: DecimalString | None
    limit: DecimalString | None
    is_relative: bool
    place: MoveView | None
    tier: MoveView | None
    held_by: str | None


class OutlookView(BaseModel):
    """Neighbours, tier boundaries, and what would move the subject a place or a tier.

    ``total`` is null while the subject cannot be scored; ``tier`` is null where the ranking has no tiers;
    ``tier_block`` says why no total reaches a better one.
    """

    subject_code: str
    name: str
    total: DecimalString | None
    rank: int | None
    of: int | None
    tier: str | None
    flags: list[str]
    is_ascending: bool
    above: NeighboursView | None
    tied: list[SubjectRef]
    below: NeighboursView | None
    tier_above: BoundaryView | None
    tier_below: BoundaryView | None
    tier_block: Literal["best", "veto", "rules"] | None
    items: list[ItemOutlookView]


class PairView(BaseModel):
    """Two adjacent places; ``parts_tiers``: a tier ends between them."""

    ahead: SubjectRef
    behind: SubjectRef
    ahead_rank: int
    behind_rank: int
    gap: DecimalString
    parts_tiers: bool


class SensitivityView(BaseModel):
    """Adjacent places at most ``margin`` apart, of ``compared`` adjacent ones in all."""

    margin: DecimalString
    compared: int
    pairs: list[PairView]


class ClassSensitivityView(SensitivityView):
    class_code: str


class ClassSensitivityList(BaseModel):
    """The classes in which anything stands, by code."""

    items: list[ClassSensitivityView]
