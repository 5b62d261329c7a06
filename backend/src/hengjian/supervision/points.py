"""Points are catalogue points x count x factor: exact, and never typed."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Terms:
    """What makes the points of a deduction."""

    rule_code: str
    points_each: Decimal
    count: int
    factor: Decimal

    @property
    def points(self) -> Decimal:
        return plain(self.points_each * self.count * self.factor)


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    stripped = value.normalize()
    return stripped.quantize(Decimal(1)) if stripped.as_tuple().exponent > 0 else stripped  # type: ignore[operator]


def is_step_of(points: Decimal, low: Decimal, high: Decimal, step: Decimal) -> bool:
    """Whether the points lie in the range, a whole number of steps above its beginning."""
    return low <= points <= high and (points - low) % step == 0


def is_reduction(before: Terms, after: Terms) -> bool:
    return after.points < before.points
