"""Ranks inside a class, from rounded totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hengjian.appraisal.engine.scheme import Scheme
from hengjian.appraisal.engine.scoring import Score
from hengjian.appraisal.engine.subjects import Subject


@dataclass
class Standing:
    """One subject's place; rank, tier and margin are None in a class that is not ranked."""

    subject: Subject
    total: Fraction
    scores: Mapping[str, Score]
    of: int = 0
    rank: int | None = None
    margin: Fraction | None = None
    tier: str | None = None
    flags: set[str] = field(default_factory=set)


def _sort_key(scheme: Scheme, standing: Standing) -> tuple[tuple[bool, Fraction], ...]:
    sign = 1 if scheme.ascending else -1
    key = [(False, sign * standing.total)]
    for code in scheme.break_by:
        value = standing.scores[code].value
        key.append((value is None, Fraction(0) if value is None else sign * value))
    return tuple(key)


def rank_class(scheme: Scheme, members: Sequence[Standing]) -> list[Standing]:
    """Ranks and margins of one class, best first."""
    keyed = sorted(((_sort_key(scheme, standing), standing) for standing in members), key=lambda pair: pair[0])
    rank = 0
    previous_key: tuple[tuple[bool, Fraction], ...] | None = None
    better_total: Fraction | None = None
    previous_total: Fraction | None = None
    for place, (key, standing) in enumerate(keyed, 1):
        if key != previous_key:
            rank = rank + 1 if scheme.dense else place
            better_total, previous_key = previous_total, key
        standing.rank = rank
        standing.margin = None if better_total is None else abs(better_total - standing.total)
        previous_total = standing.total
    return [standing for _, standing in keyed]
