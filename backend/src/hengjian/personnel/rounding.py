"""Places from a share of a number of people. Pure, exact."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from hengjian.personnel.terms import Rounding

_MODES = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.DOWN: ROUND_FLOOR, Rounding.UP: ROUND_CEILING}


def places_of(share: Decimal, people: int, rounding: Rounding) -> int:
    """``share`` of ``people`` as whole places."""
    return int((share * people).to_integral_value(rounding=_MODES[rounding]))
