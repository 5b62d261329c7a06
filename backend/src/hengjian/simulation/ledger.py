"""What the inspectors will find in the year: drawn once, by the seed alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hengjian.simulation.api import Json
from hengjian.simulation.county import Unit
from hengjian.simulation.people import INSPECTORS
from hengjian.simulation.story import YEAR, Story

INSPECTION_DAY = 12
OUTCOMES = ("rejected", "partly_accepted", "accepted")
_OFTEN: Mapping[str, int] = {
    "MTG-LATE": 9, "MTG-ABSENT": 6, "MTG-SUBSTITUTE": 5, "DOC-OVERDUE": 7, "DOC-UNANSWERED": 9, "DOC-REFUSED": 1,
    "RPT-HOLLOW": 4, "CND-OFF-DUTY": 9, "CND-IDLE": 6, "SVC-UNMANNED": 9, "SVC-COMPLAINT": 5, "ENV-SITE": 12,
    "ENV-UNFIXED": 4, "PRJ-DELAY": 3, "SAF-HAZARD": 3, "EXP-COUNTY": 2, "EXP-CITY": 1,
}  # fmt: skip
_SEEN_ON_SITE = frozenset({"conduct", "service", "environment", "safety"})
_BY_PERSON = frozenset({"meetings", "conduct"})
_PLACES = ("便民服务中心", "办公楼", "会场", "集镇主街", "在建工地", "村级组织活动场所")


@dataclass(frozen=True)
class Finding:
    """One deduction as it will be recorded. ``objection`` is how the unit's objection will be judged, if it raises
    one."""

    key: str
    month: int
    unit: Unit
    rule: Json
    day: date
    inspector: int
    count: int
    factor: str
    points: str | None
    cadre_codes: tuple[str, ...]
    place: str
    objection: str | None
    is_on_site: bool


def draw_findings(story: Story, rules: Sequence[Json]) -> list[Finding]:
    """The year's findings, weak units more often, no two of one unit on one day."""
    usual = [rule for rule in rules if rule["code"] in _OFTEN]
    units = story.county.units
    weights = [1.4 - story.strength(unit.code) for unit in units]
    taken: set[tuple[str, date]] = set()
    findings = []
    for number in range(story.scale.deductions):
        chance = story.chance("finding", number)
        unit = chance.choices(units, weights)[0]
        month = 2 + number % 11
        day = _free_day(chance, unit, month, taken)
        taken.add((unit.code, day))
        findings.append(_find(story, chance, number, unit, month, day, usual))
    return sorted(findings, key=lambda finding: (finding.day, finding.unit.code))


def _free_day(chance: Random, unit: Unit, month: int, taken: set[tuple[str, date]]) -> date:
    """A day between the last inspection and this one; the day on which reports fall due is the system's."""
    last = date(YEAR, month, INSPECTION_DAY)
    days = [last - timedelta(days=back) for back in range(1, 28)]
    free = [day for day in days if (unit.code, day) not in taken and day.day != 8]
    return chance.choice(free)


def _find(
    story: Story, chance: Random, number: int, unit: Unit, month: int, day: date, usual: Sequence[Json]
) -> Finding:
    objection = OUTCOMES[number % 3] if _objects(story, number) else None
    fitting = [rule for rule in usual if unit.kind in rule["unit_kinds"]]
    if objection == "partly_accepted":
        fitting = [rule for rule in fitting if rule["points"] is not None]
    rule = chance.choices(fitting, [_OFTEN[rule["code"]] for rule in fitting])[0]
    factors = [allowed["factor"] for allowed in rule["factors"]]
    is_plain = objection == "partly_accepted" or chance.random() < 0.8
    cadres = story.county.cadres_of(unit.code)
    named = chance.sample(cadres, 1) if rule["category"] in _BY_PERSON and chance.random() < 0.5 else []
    return Finding(
        key=f"D{number:03}",
        month=month,
        unit=unit,
        rule=rule,
        day=day,
        inspector=chance.randrange(INSPECTORS),
        count=2 if objection == "partly_accepted" else chance.choice((1, 1, 1, 1, 2)),
        factor="1" if is_plain else chance.choice(factors),
        points=_within_range(chance, rule),
        cadre_codes=tuple(cadre.code for cadre in named),
        place=f"{unit.name}{chance.choice(_PLACES)}",
        objection=objection,
        is_on_site=rule["category"] in _SEEN_ON_SITE,
    )


def _objects(story: Story, number: int) -> bool:
    """Objections are spread evenly over the year's findings."""
    every = story.scale.deductions / story.scale.objections
    return int(number / every) != int((number - 1) / every)


def _within_range(chance: Random, rule: Json) -> str | None:
    if rule["points"] is not None:
        return None
    low, high, step = (Decimal(rule[name]) for name in ("points_min", "points_max", "points_step"))
    return str(low + step * chance.randint(0, int((high - low) / step) // 2))
