"""January: the county, its people, and the books of earlier years."""

from datetime import date

from hengjian.simulation.api import Json
from hengjian.simulation.county import CLASSES, CLASSES_EN, Unit
from hengjian.simulation.names import COUNTY, COUNTY_EN
from hengjian.simulation.people import CastList
from hengjian.simulation.places import seat_of
from hengjian.simulation.story import YEAR, Story, together

EARLIER_YEARS = (YEAR - 2, YEAR - 1)

THREE_YEARS = {
    "promoted_chief": 19,
    "promoted_deputy": 30,
    "to_important_post": 52,
    "resigned": 2,
    "demoted": 7,
    "to_ordinary_post": 12,
}
"""What followed from appraisals in three years, this one the third."""

CHIEF_VACANCIES = 2

_SHARES = 4
"""Accounts are made in so many batches side by side, because hashing their passwords takes its time."""


async def found_county(story: Story, cast_list: CastList) -> None:
    """Name the county; classes, units, cadres; an account for everybody who will act."""
    administrator = story.cast.administrator
    with story.telling("建立县情：单位、干部、账号"):
        await story.move_clock(date(YEAR, 1, 5))
        await administrator.put("directory/county", {"name": COUNTY, "name_en": COUNTY_EN, "is_invented": True})
        present = story.class_codes
        await administrator.batch(
            "directory/unit-classes:batch",
            [
                {"code": code, "name": name, "name_en": CLASSES_EN[code], "kind": kind, "basis": basis}
                for code, (name, kind, basis) in CLASSES.items()
                if code in present
            ],
        )
        await administrator.batch("directory/units:batch", [_unit_row(unit) for unit in story.county.units])
        await administrator.batch("directory/cadres:batch", _cadre_rows(story))
        accounts = cast_list.rows()
        await together(
            administrator.batch("directory/accounts:batch", accounts[start::_SHARES]) for start in range(_SHARES)
        )
        await _confirm_offices(story)
        await story.settle()


async def _confirm_offices(story: Story) -> None:
    """Who decides anything was proposed by one administrator; the other confirms it."""
    security_administrator = story.cast.security_administrator
    waiting = await security_administrator.list_all("directory/grants", state="waiting")
    decisions = [{"id": grant["id"], "decision": "confirm"} for grant in waiting]
    await security_administrator.batch("directory/grants:decide", decisions)


def _unit_row(unit: Unit) -> Json:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "class_code": unit.class_code,
        "class_from": f"{YEAR}-01-01",
        "class_reason": f"{YEAR}年度分类考核：{CLASSES[unit.class_code][2]}",
        **seat_of(unit.code),
    }


def _cadre_rows(story: Story) -> list[Json]:
    rows = []
    for cadre in story.county.cadres:
        chance = story.chance("posting", cadre.code)
        since = date(chance.randint(2020, 2023), chance.randint(1, 12), 1)
        rows.append(
            {
                "code": cadre.code,
                "name": cadre.name,
                "posting": {
                    "unit_code": cadre.unit_code,
                    "post_code": cadre.post_code,
                    "post_name": cadre.post_name,
                    "post_group": cadre.post_group,
                    "is_principal": cadre.is_principal,
                    "from_on": since.isoformat(),
                },
            }
        )
    return rows


async def import_history(story: Story) -> None:
    """Tiers, grades and outcomes of two earlier years from the old books, labelled imported."""
    organisation, author = story.cast["organisation"], story.cast["office.author"]
    with story.telling("导入前两年考核档案"):
        for year in EARLIER_YEARS:
            await author.post("targets/years", {"year": year, "name": f"{year}年度", "phase": "closed"})
        await organisation.batch("personnel/history:batch", [*_tiers(story), *_grades(story)])
        await organisation.batch("personnel/outcomes:batch", _outcomes(story))


def _tiers(story: Story) -> list[Json]:
    rows = []
    for year in EARLIER_YEARS:
        for class_code in story.class_codes:
            units = sorted(story.county.units_of(class_code), key=lambda u: -_past_strength(story, u.code, year))
            advanced, lagging = max(1, len(units) // 4), max(1, len(units) // 10)
            for place, unit in enumerate(units):
                is_last = place >= len(units) - lagging
                tier = "advanced" if place < advanced else "lagging" if is_last else "standard"
                rows.append({"year": year, "unit_code": unit.code, "tier": tier})
    return rows


def _past_strength(story: Story, code: str, year: int) -> float:
    return 0.6 * story.strength(code) + 0.4 * story.chance("past", code, year).random()


def _grades(story: Story) -> list[Json]:
    rows = []
    for year in EARLIER_YEARS:
        for cadre in story.county.cadres:
            luck = story.chance("grade", cadre.code, year).random()
            grade = "excellent" if luck < 0.15 else "basically_competent" if luck > 0.99 else "competent"
            rows.append({"year": year, "cadre_code": cadre.code, "grade": grade})
    return rows


def _outcomes(story: Story) -> list[Json]:
    """Whoever moved in earlier years: some are cadres of today, most have left the lists."""
    decided_now = {
        "promoted_chief": CHIEF_VACANCIES,
        "promoted_deputy": story.scale.deputy_vacancies,
        "to_important_post": story.scale.important_posts_now,
        "resigned": story.scale.resigned_now,
        "demoted": story.scale.demoted_now,
        "to_ordinary_post": story.scale.ordinary_posts_now,
    }
    rows = []
    leading = [cadre for cadre in story.county.cadres if cadre.post_group != "ordinary"]
    for kind, total in THREE_YEARS.items():
        for number in range(1, total - decided_now[kind] + 1):
            chance = story.chance("outcome", kind, number)
            year, cadre = chance.choice(EARLIER_YEARS), chance.choice(leading)
            rows.append(
                {
                    "reference": f"OLD-{kind.upper()}-{number:02}".replace("_", "-"),
                    "year": year,
                    "kind": kind,
                    "cadre_code": cadre.code,
                    "name": cadre.name,
                    "unit_code": cadre.unit_code,
                    "decision_number": f"澄委干〔{year + 1}〕{chance.randint(1, 60)}号",
                    "decided_on": date(year + 1, chance.randint(3, 6), chance.randint(1, 28)).isoformat(),
                }
            )
    return rows
