"""Whose scores of a subject count, and whether they are enough to be spoken of. Pure.

What is shown of a subject rests on the counted scores alone. A mean of all beside the mean of those left after trimming
would tell what was dropped, and a tier's own mean or count beside the whole would tell the other tier's: there is one
number for a subject, or none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hengjian.appraisal.evaluations.tiers import Tier, mean_of, read_tiers, weigh
from hengjian.appraisal.models import EvaluationRound


@dataclass(frozen=True)
class Counting:
    """How the issued scheme has the scores of a round counted."""

    minimum: int
    trim: int
    tiers: Sequence[Tier]

    def counted(self, given: Mapping[str, Decimal]) -> dict[str, Decimal]:
        """By evaluator, without the lowest and highest as often as is trimmed; nothing where too few are left."""
        ascending = sorted(given.items(), key=lambda one: (one[1], one[0]))
        kept = dict(ascending[self.trim : len(ascending) - self.trim])
        return kept if len(kept) >= self.minimum else {}

    def fact(self, given: Mapping[str, Decimal], most: Decimal) -> dict[str, str] | None:
        """For ``proportional``; None where too few scored the subject."""
        counted = self.counted(given)
        return weigh(self.tiers, counted, most) if counted else None

    def mean(self, given: Mapping[str, Decimal]) -> Fraction | None:
        counted = self.counted(given)
        return mean_of(self.tiers, counted) if counted else None

    def is_any_tier_small(self, scored: Mapping[str, int]) -> bool:
        """Whether the number of those who scored, by tier, would single out fewer than the minimum."""
        return any(0 < scored[tier.name] < self.minimum for tier in self.tiers)


def read_counting(row: EvaluationRound) -> Counting:
    """As the round has kept it from the scheme that it was opened under."""
    return Counting(row.minimum, row.trim, read_tiers(row.tiers))
