"""The ladder of accountability. Pure."""

from collections.abc import Mapping, Sequence

from hengjian.personnel.terms import AccountabilityStep, Tier


def lagging_years_until(tiers: Mapping[int, str], year: int) -> int:
    """How many years running, ``year`` the last, the unit was lagging; a year without a tier breaks the row."""
    years = 0
    while tiers.get(year - years) == Tier.LAGGING:
        years += 1
    return years


def steps_for(
    ladder: Sequence[tuple[int, Sequence[AccountabilityStep]]], lagging_years: int
) -> tuple[AccountabilityStep, ...]:
    """Steps of the highest rung that ``lagging_years`` reaches; the last rung holds for every year beyond it."""
    reached = [(rung, steps) for rung, steps in ladder if rung <= lagging_years]
    return tuple(max(reached, key=lambda entry: entry[0])[1]) if reached else ()
