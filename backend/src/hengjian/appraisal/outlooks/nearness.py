"""Which neighbours of a ranking stand so near each other that little would swap them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

DEFAULT_MARGIN = Decimal("0.50")


@dataclass(frozen=True)
class Ranked:
    """One line of a ranking; ``tier`` None where the ranking has none."""

    code: str
    total: Decimal
    rank: int
    tier: str | None


@dataclass(frozen=True)
class Pair:
    """Two who stand next to each other, the better first; tied where the ranks are the same."""

    ahead: Ranked
    behind: Ranked
    gap: Decimal

    @property
    def parts_tiers(self) -> bool:
        return self.ahead.tier != self.behind.tier


def find_near(ranking: Sequence[Ranked], margin: Decimal) -> list[Pair]:
    """Adjacent places whose rounded totals are at most ``margin`` apart, from the top down; ties among them."""
    ordered = sorted(ranking, key=lambda line: (line.rank, line.code))
    pairs = (Pair(one, other, abs(one.total - other.total)) for one, other in pairwise(ordered))
    return [pair for pair in pairs if pair.gap <= margin]
