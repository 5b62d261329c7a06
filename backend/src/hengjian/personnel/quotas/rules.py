"""The quota of excellent grades. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from hengjian.personnel.rounding import places_of
from hengjian.personnel.terms import Head, Rounding


@dataclass(frozen=True)
class Quota:
    """``places`` is base and adjustment, held between nothing and the ceiling."""

    base: int
    adjustment: int
    ceiling: int
    places: int

    @property
    def is_clamped(self) -> bool:
        return self.places != self.base + self.adjustment


def excellent_quota(
    headcount: int, share: Decimal, adjustment: int, ceiling_share: Decimal, rounding: Rounding
) -> Quota:
    """``headcount`` leaves out whoever counts outside the quota; the ceiling is always rounded down."""
    base = places_of(share, headcount, rounding)
    ceiling = places_of(ceiling_share, headcount, Rounding.DOWN)
    return Quota(base, adjustment, ceiling, max(0, min(base + adjustment, ceiling)))


def counts_inside(*, is_principal: bool, principals_outside: bool, head: Head) -> bool:
    """Whether an excellent grade takes a place of the quota. The head of an advanced unit never does."""
    return not is_principal or not (principals_outside or head is Head.IN)
