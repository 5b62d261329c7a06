"""What the units achieve: one completion for each unit and indicator, from which reports and year-end values follow."""

from decimal import ROUND_HALF_UP, Decimal

from hengjian.simulation.county import Unit
from hengjian.simulation.planning import target_of
from hengjian.simulation.schemes.indicators import Indicator
from hengjian.simulation.story import Story

_SO_FAR = (8, 15, 22, 31, 39, 48, 56, 65, 74, 83, 91, 100)
"""Percent of a year's amount that is usually done by the end of each month."""

_HUNDRED = Decimal(100)


def _completion(story: Story, unit: Unit, indicator: Indicator) -> Decimal:
    """Rate of the target that is reached, 0.85 to 1.16."""
    luck = story.chance("completion", unit.code, indicator.code).random()
    return Decimal(round(850 + 310 * (0.8 * story.strength(unit.code) + 0.2 * luck))) / 1000


def _written(value: Decimal, indicator: Indicator) -> Decimal:
    within = min(value, _HUNDRED) if indicator.measure == "%" else value
    return within.quantize(Decimal(1).scaleb(-indicator.places), ROUND_HALF_UP)


def year_value(story: Story, unit: Unit, indicator: Indicator) -> Decimal:
    """The value that the owner enters at the end of the year."""
    rate = _completion(story, unit, indicator)
    reached = rate if indicator.direction == "higher" else 2 - rate
    return _written(target_of(story, unit, indicator) * reached, indicator)


def claim(story: Story, unit: Unit, indicator: Indicator, month: int) -> Decimal:
    """What the unit reports by the end of a month; some units see themselves a little better than the owner does."""
    value = year_value(story, unit, indicator)
    if indicator.amount:
        optimism = Decimal(story.chance("optimism", unit.code).choice((100, 100, 100, 101, 102))) / 100
        return _written(value * _SO_FAR[month - 1] * optimism / _HUNDRED, indicator)
    drift = Decimal(story.chance("drift", unit.code, indicator.code, month).randint(-20, 10)) / 1000
    return _written(value * (1 + drift * (12 - month) / 12), indicator)
