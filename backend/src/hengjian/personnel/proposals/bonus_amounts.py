"""Amounts of bonus. Pure, exact."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Bonus:
    """Surplus bonus of the unit and the county's extra award, in yuan."""

    surplus: Decimal
    award: Decimal

    @property
    def amount(self) -> Decimal:
        return self.surplus + self.award


def bonus_of(headcount: int, surplus_per_cadre: Decimal, award_per_cadre: Decimal) -> Bonus:
    return Bonus(surplus_per_cadre * headcount, award_per_cadre * headcount)
