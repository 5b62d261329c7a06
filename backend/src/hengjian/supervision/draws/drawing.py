"""Who inspects whom, drawn by lot. Pure: the same record gives the same teams on every machine.

The office freezes units, inspectors and exclusions and publishes the digest of a secret word first. Only then is a
public word named that nobody could foresee. Both make the seed, so that neither the office nor whoever names the
public word can choose the outcome.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class DrawImpossibleError(ValueError):
    """A unit for which there are not enough inspectors who need not stand aside."""

    def __init__(self, unit_code: str) -> None:
        super().__init__(unit_code)
        self.unit_code = unit_code


@dataclass(frozen=True)
class Lots:
    """What is drawn from. ``excluded`` holds pairs of inspector and unit; each team has ``team_size`` members."""

    units: Sequence[str]
    inspectors: Sequence[str]
    excluded: Collection[tuple[str, str]]
    team_size: int


def commit(secret: str) -> str:
    """The digest by which the office is bound to its secret word before the public word is named."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_seed(secret: str, public_word: str) -> str:
    return hashlib.sha256(f"{secret}\n{public_word}".encode()).hexdigest()


def _ticket(seed: str, *names: str) -> str:
    return hashlib.sha256("\n".join((seed, *names)).encode()).hexdigest()


def draw_teams(lots: Lots, seed: str) -> dict[str, list[str]]:
    """A team for each unit, by unit; members in the order in which they were drawn.

    Nobody has more units than an even spread needs, unless exclusions leave no other way. Raises
    :class:`DrawImpossibleError`.
    """
    seats = len(lots.units) * lots.team_size
    even = -(-seats // max(1, len(lots.inspectors)))
    for unit in sorted(lots.units):
        if sum((inspector, unit) not in lots.excluded for inspector in lots.inspectors) < lots.team_size:
            raise DrawImpossibleError(unit)
    for most in range(even, len(lots.units) + 1):
        teams = _Drawing(lots, seed, most).run()
        if teams is not None:
            return teams
    raise AssertionError("each unit has enough inspectors, so at the latest everybody inspecting everything succeeds")


class _Drawing:
    """Seats are filled by lot; where nobody is free, those seated before move on to another unit that may have them."""

    def __init__(self, lots: Lots, seed: str, most: int) -> None:
        self._lots = lots
        self._most = most
        self._load: Counter[str] = Counter()
        self._teams: dict[str, list[str]] = {unit: [] for unit in lots.units}
        self._units = sorted(lots.units, key=lambda unit: _ticket(seed, unit))
        self._candidates = {unit: self._order(seed, unit) for unit in lots.units}

    def _order(self, seed: str, unit: str) -> list[str]:
        free = [one for one in self._lots.inspectors if (one, unit) not in self._lots.excluded]
        return sorted(free, key=lambda one: _ticket(seed, unit, one))

    def run(self) -> dict[str, list[str]] | None:
        for unit in self._units * self._lots.team_size:
            if not self._seat(unit):
                return None
        return {unit: self._teams[unit] for unit in self._lots.units}

    def _seat(self, unit: str) -> bool:
        """Give the unit one more member, along the shortest chain of moves."""
        came_from: dict[str, tuple[str, str] | None] = {unit: None}
        asked: set[str] = set()
        waiting = [unit]
        for place in waiting:
            for inspector in self._candidates[place]:
                if inspector in asked or inspector in self._teams[place]:
                    continue
                asked.add(inspector)
                if self._load[inspector] < self._most:
                    self._move(inspector, place, came_from)
                    return True
                for other in self._units:
                    if inspector in self._teams[other] and other not in came_from:
                        came_from[other] = (place, inspector)
                        waiting.append(other)
        return False

    def _move(self, newcomer: str, place: str, came_from: Mapping[str, tuple[str, str] | None]) -> None:
        self._load[newcomer] += 1
        self._teams[place].append(newcomer)
        while (step := came_from[place]) is not None:
            wanted_by, inspector = step
            self._teams[place].remove(inspector)
            self._teams[wanted_by].append(inspector)
            place = wanted_by


def draw_again(record: Mapping[str, Any]) -> dict[str, list[str]]:
    """The teams that follow from a record's secret and public word."""
    lots = Lots(
        units=[unit["code"] for unit in record["units"]],
        inspectors=[inspector["id"] for inspector in record["inspectors"]],
        excluded={(pair["inspector"], pair["unit"]) for pair in record["excluded"]},
        team_size=record["team_size"],
    )
    return draw_teams(lots, make_seed(record["secret"], record["public_word"]))


def verify_record(record: Mapping[str, Any]) -> str | None:
    """The first unit, or ``commitment``, that does not hold in a published record; ``None`` where all of it does."""
    if commit(record["secret"]) != record["commitment"]:
        return "commitment"
    published = {team["unit"]: team["inspectors"] for team in record["teams"]}
    return next((unit for unit, team in draw_again(record).items() if team != published.get(unit)), None)
