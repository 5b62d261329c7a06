"""Ranks inside a class, from rounded totals."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hengjian.appraisal.engine.exact import Exact
from hengjian.appraisal.engine.scheme import Scheme, TierRule
from hengjian.appraisal.engine.scoring import Scores
from hengjian.appraisal.engine.subjects import Subject


@dataclass
class Standing:
    """One subject's place; rank, tier and margin are None in a class that is not ranked."""

    subject: Subject
    total: Exact
    scores: Scores
    of: int = 0
    rank: int | None = None
    margin: Exact | None = None
    tier: str | None = None
    taken_by: TierRule | None = None
    flags: set[str] = field(default_factory=set)


def sort_key(scheme: Scheme, standing: Standing) -> tuple[tuple[bool, Exact], ...]:
    """The rounded total, then the exact scores of ``break_by`` in points, each so turned that the smaller is the
    better.

    An excluded node comes last. Source: "Ranking" in scheme-language.md.
    """

    def directed(value: Exact) -> Exact:
        return value if scheme.ascending else -value

    key = [(False, directed(standing.total))]
    for place in scheme.breaking_places:
        value = standing.scores.values[place]
        key.append((value is None, Exact(0) if value is None else directed(value)))
    return tuple(key)


def rank_class(scheme: Scheme, members: Sequence[Standing]) -> list[Standing]:
    """The standings of one class, best first, with rank from 1 on and margin in points put into them. Raises nothing.

    The margin is the distance of rounded totals to the next better rank, None for the first. Source: "Ranking" in
    scheme-language.md.
    """
    keyed = sorted(((sort_key(scheme, standing), standing) for standing in members), key=lambda pair: pair[0])
    rank = 0
    previous_key: tuple[tuple[bool, Exact], ...] | None = None
    better_total: Exact | None = None
    previous_total: Exact | None = None
    for place, (key, standing) in enumerate(keyed, 1):
        if key != previous_key:
            rank = rank + 1 if scheme.dense else place
            better_total, previous_key = previous_total, key
        standing.rank = rank
        standing.margin = None if better_total is None else abs(better_total - standing.total)
        previous_total = standing.total
    return [standing for _, standing in keyed]
