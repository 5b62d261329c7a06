"""Three-level linkage (三级联动): which target carries which one a level up, and what nobody carries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Generic, TypeVar

Record = TypeVar("Record")


@dataclass(frozen=True)
class Link(Generic[Record]):
    """One target below the county: ``holder`` (a unit or cadre) carries, by its own indicator, the ``carries``
    above."""

    holder: str
    unit_code: str
    indicator_code: str
    carries: str
    record: Record


@dataclass(frozen=True)
class Carried(Generic[Record]):
    """A unit's target and the persons who carry it."""

    unit: Link[Record]
    persons: tuple[Link[Record], ...]

    @property
    def is_uncovered(self) -> bool:
        return not self.persons


@dataclass(frozen=True)
class Covered(Generic[Record]):
    """A county target and the units that carry it."""

    indicator_code: str
    units: tuple[Carried[Record], ...]

    @property
    def is_uncovered(self) -> bool:
        return not self.units

    @property
    def uncovered_unit_count(self) -> int:
        return sum(carried.is_uncovered for carried in self.units)

    @property
    def person_count(self) -> int:
        return len({person.holder for carried in self.units for person in carried.persons})


def trace_coverage(
    county_codes: Sequence[str], units: Collection[Link[Record]], persons: Collection[Link[Record]]
) -> list[Covered[Record]]:
    """Every county target in its order, with the units and persons that carry it."""
    of_unit: dict[tuple[str, str], list[Link[Record]]] = defaultdict(list)
    for person in persons:
        of_unit[person.unit_code, person.carries].append(person)
    of_county: dict[str, list[Carried[Record]]] = defaultdict(list)
    for unit in units:
        of_county[unit.carries].append(Carried(unit, tuple(of_unit[unit.unit_code, unit.indicator_code])))
    return [Covered(code, tuple(of_county[code])) for code in county_codes]


def resolve_carried(indicator_code: str, named: str | None, higher_codes: Collection[str]) -> str | None:
    """The code one level up that a target carries: the one named, else the same code where the higher plan has it."""
    if named is not None:
        return named
    return indicator_code if indicator_code in higher_codes else None


def milestones_agree(direction: str, target: Decimal | None, milestones: Mapping[int, Decimal]) -> bool:
    """Cumulative milestones do not fall, and December's is the target. A ceiling (lower) may move either way."""
    values = [milestones[month] for month in sorted(milestones)]
    if direction == "higher" and any(later < earlier for earlier, later in pairwise(values)):
        return False
    return 12 not in milestones or milestones[12] == target
