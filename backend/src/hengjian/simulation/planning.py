"""January to February: indicators, plans at three levels, responsibility letters."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hengjian.simulation.api import Json
from hengjian.simulation.county import County, Unit
from hengjian.simulation.schemes.indicators import BY_KIND, Indicator
from hengjian.simulation.story import YEAR, Story, together

REPORT_DUE_DAY = 8
_COURSE = {3: "0.22", 6: "0.48", 9: "0.74", 12: "1"}
"""Share of a year's amount that is due by the end of these months."""


def owner_of(county: County, indicator: Indicator) -> str:
    """Code of the department that keeps the indicator; another one where the county has no such department."""
    departments = county.units_of_kind("department")
    named = next((unit for unit in departments if unit.name == indicator.owner), None)
    return (named or departments[sum(map(ord, indicator.code)) % len(departments)]).code


def owner_units(county: County) -> list[str]:
    return sorted({owner_of(county, indicator) for indicators in BY_KIND.values() for indicator in indicators})


def target_of(story: Story, unit: Unit, indicator: Indicator) -> Decimal:
    """The unit's target: an amount by the size of the unit, a rate the same for all."""
    if not indicator.amount:
        return Decimal(indicator.common)
    size = Decimal(story.chance("size", unit.code, indicator.code).randint(60, 150)) / 100
    return (indicator.common * size).quantize(Decimal(1), ROUND_HALF_UP)


def milestones_of(indicator: Indicator, target: Decimal) -> dict[str, str]:
    """An amount grows over the year, a rate is to be held from the first quarter on, a ceiling needs none."""
    if indicator.direction == "lower":
        return {}
    if not indicator.amount:
        return {str(month): str(target) for month in _COURSE}
    return {str(m): str((target * Decimal(s)).quantize(Decimal(1), ROUND_HALF_UP)) for m, s in _COURSE.items()}


def _line(indicator: Indicator, target: Decimal) -> Json:
    return {
        "indicator_code": indicator.code,
        "target": str(target),
        "milestones": milestones_of(indicator, target),
    }


async def set_targets(story: Story) -> None:
    author, issuer = story.cast["office.author"], story.cast["office.issuer"]
    with story.telling("年度目标：指标与县级计划"):
        await story.move_clock(date(YEAR, 1, 8))
        year = {"year": YEAR, "name": f"{YEAR}年度", "report_due_day": REPORT_DUE_DAY}
        await author.post("targets/years", year)
        await author.batch("targets/indicators:batch", [_indicator_row(story, i) for i in _all_indicators(story)])
        await author.batch("targets/plans:batch", [_county_plan(story)])
        await issuer.post("targets/plans:issue", {"year": YEAR, "level": "county"})
    with story.telling("年度目标：单位计划与责任书"):
        await author.batch("targets/plans:batch", [_unit_plan(story, unit) for unit in story.county.units])
        for class_code in story.class_codes:
            await issuer.post("targets/plans:issue", {"year": YEAR, "level": "unit", "class_code": class_code})
        await story.move_clock(date(YEAR, 1, 12))
        await accept_letters(story, "unit")
    with story.telling("年度目标：领导干部岗位目标"):
        await together(
            story.cast.head(unit.code).batch("targets/plans:batch", _person_plans(story, unit))
            for unit in story.county.units
        )
        for class_code in story.class_codes:
            await issuer.post("targets/plans:issue", {"year": YEAR, "level": "person", "class_code": class_code})
        await story.move_clock(date(YEAR, 1, 16))
        await accept_letters(story, "person")


def _all_indicators(story: Story) -> list[Indicator]:
    return [indicator for kind in story.kinds for indicator in BY_KIND[kind]]


def _indicator_row(story: Story, indicator: Indicator) -> Json:
    return {
        "year": YEAR,
        "code": indicator.code,
        "name": indicator.name,
        "name_en": indicator.name_en,
        "unit_of_measure": indicator.measure,
        "owner_unit_code": owner_of(story.county, indicator),
        "direction": indicator.direction,
        "goal_scope": "common",
        "kind": "quantity",
        "places": indicator.places,
    }


def _county_plan(story: Story) -> Json:
    lines = []
    for kind in story.kinds:
        for indicator in BY_KIND[kind]:
            target = Decimal(indicator.common)
            if indicator.amount:
                target = sum((target_of(story, u, indicator) for u in story.county.units_of_kind(kind)), Decimal(0))
            lines.append(_line(indicator, target))
    return {"year": YEAR, "level": "county", "targets": lines}


def _unit_plan(story: Story, unit: Unit) -> Json:
    lines = [_line(indicator, target_of(story, unit, indicator)) for indicator in BY_KIND[unit.kind]]
    return {"year": YEAR, "level": "unit", "unit_code": unit.code, "targets": lines}


def _person_plans(story: Story, unit: Unit) -> list[Json]:
    """Every target of the unit is somebody's; the first principal leader carries the first three besides."""
    leaders = [cadre for cadre in story.county.cadres_of(unit.code) if cadre.post_group != "ordinary"]
    indicators = BY_KIND[unit.kind]
    carried: Mapping[str, list[Indicator]] = {cadre.code: [] for cadre in leaders}
    for place, indicator in enumerate(indicators):
        carried[leaders[place % len(leaders)].code].append(indicator)
    first = carried[leaders[0].code]
    first += [indicator for indicator in indicators[:3] if indicator not in first]
    return [
        {
            "year": YEAR,
            "level": "person",
            "cadre_code": code,
            "targets": [_line(indicator, target_of(story, unit, indicator)) for indicator in mine],
        }
        for code, mine in carried.items()
    ]


async def accept_letters(story: Story, level: str) -> None:
    """Each head accepts the letters of the own unit, naming the digest of what was read."""
    letters = await story.cast["office.author"].list_all("targets/letters", year=YEAR, level=level, state="awaiting")
    await together(
        story.cast.head(letter["unit_code"]).post(
            f"targets/letters/{letter['id']}:accept", {"digest": letter["digest"]}
        )
        for letter in letters
    )
