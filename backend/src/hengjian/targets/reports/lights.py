"""The traffic light of a report's line, by a rule that is shown beside it.

Green: what is expected is reached. Yellow: short of it by no more than the year's tolerance. Red: further away.
"""

from decimal import Decimal
from typing import Literal

from hengjian.targets.courses import Expectation

Light = Literal["green", "yellow", "red", "none"]


def light_of(direction: str, value: Decimal | None, expectation: Expectation) -> Light:
    """``none`` where there is no value or nothing to judge it by."""
    expected, yellow_at = expectation.expected, expectation.yellow_at
    if value is None or expected is None or yellow_at is None:
        return "none"
    sign = -1 if direction == "lower" else 1
    if sign * value >= sign * expected:
        return "green"
    return "yellow" if sign * value >= sign * yellow_at else "red"
