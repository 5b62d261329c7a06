"""Every quarter a round of supervision: checklists from the plans, teams by lot, lights by rule, making good."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hengjian.simulation.api import Json, Person
from hengjian.simulation.county import Unit
from hengjian.simulation.figures import claim
from hengjian.simulation.inspection import list_inspectors
from hengjian.simulation.people import INSPECTORS
from hengjian.simulation.schemes.indicators import BY_KIND
from hengjian.simulation.story import YEAR, Story, together

VISITING_DAY = 10
_QUARTERS = {4: "Q1", 7: "Q2", 10: "Q3", 13: "Q4"}
"""Month in which the quarter's supervision is held; 13 is January of the next year."""

_CLOSING_DAYS = {4: 27, 7: 27, 10: 27, 13: 24}
"""When the time for making good is over for everybody."""

_PROJECTS = ("污水管网改造", "标准厂房二期", "乡村道路提升", "中心小学迁建", "农贸市场改造", "河道综合治理")
_PROJECT_SHARE, _WANTING_SHARE, _MADE_GOOD_SHARE = 0.35, 0.05, 0.65


def _day(month: int, day: int) -> date:
    return date(YEAR + month // 13, (month - 1) % 12 + 1, day)


async def hold_quarterly_round(story: Story, month: int) -> None:
    """Open the round, draw who looks into which unit, and record what they find; some units make good at once."""
    period = _QUARTERS.get(month)
    if period is None:
        return
    supervision = story.cast["supervision"]
    with story.telling(f"{period[1]}季度督查"):
        await story.move_clock(_day(month, VISITING_DAY))
        title = f"{YEAR}年第{period[1]}季度督查"
        entry = {"year": YEAR, "period": period, "title": title, "class_codes": story.class_codes}
        opened = await supervision.post("supervision/rounds", entry)
        path = f"supervision/rounds/{opened['id']}"
        await supervision.batch(f"{path}/projects:batch", _projects(story, period))
        teams = await _draw_teams(story, title)
        await _find(story, opened["id"], teams, month)
        await _report_making_good(story, opened["id"], period)


async def close_quarterly_round(story: Story, month: int) -> None:
    """Check again what was made good, and close the round with its report."""
    period = _QUARTERS.get(month)
    if period is None:
        return
    supervision = story.cast["supervision"]
    with story.telling(f"{period[1]}季度督查报告"):
        await story.move_clock(_day(month, _CLOSING_DAYS[month]))
        [current] = [
            row for row in await supervision.list_all("supervision/rounds", year=YEAR, state="open")
            if row["period"] == period
        ]  # fmt: skip
        reported = await supervision.list_all("supervision/round-items", round_id=current["id"], state="reported")
        checkers = await _checkers(story)
        await together(
            checkers[item["unit_code"]].post(
                f"supervision/round-items/{item['id']}:recheck",
                {"outcome": "confirmed", "note": "现场复查，已按要求整改。"},
            )
            for item in reported
        )
        await supervision.post(f"supervision/rounds/{current['id']}:close")


def _projects(story: Story, period: str) -> list[Json]:
    last_day = {"Q1": (3, 31), "Q2": (6, 30), "Q3": (9, 30), "Q4": (12, 31)}[period]
    rows = []
    for unit in story.county.units:
        chance = story.chance("project", unit.code)
        if chance.random() < _PROJECT_SHARE:
            planned = {"planned": "完成本季度形象进度", "planned_on": date(YEAR, *last_day).isoformat()}
            rows.append({"unit_code": unit.code, "code": "XM-1", "name": chance.choice(_PROJECTS), **planned})
    return rows


async def _draw_teams(story: Story, title: str) -> dict[str, Person]:
    """Who looks into which unit this quarter is drawn by lot, by a word named after everything was sealed."""
    supervision = story.cast["supervision"]
    entry = {
        "year": YEAR,
        "title": title,
        "unit_codes": [unit.code for unit in story.county.units],
        "inspectors": await list_inspectors(story),
        "team_size": 1,
    }
    opened = await supervision.post("supervision/draws", entry)
    numbers = sorted(story.chance("lottery", title).sample(range(1, 34), 6))
    word = " ".join(f"{number:02d}" for number in numbers)
    drawn = await supervision.post(f"supervision/draws/{opened['id']}:draw", {"public_word": word})
    return await _people_of(story, drawn["teams"])


async def _people_of(story: Story, teams: list[Json]) -> dict[str, Person]:
    """Where the lot fell on the login that visitors of the demo use, the last inspector goes, who never stands
    aside."""
    accounts = {person["name"]: person["account_id"] for person in await list_inspectors(story)}
    names = story.cast.names_of("inspector", INSPECTORS)
    inspectors = story.cast.team("inspector", INSPECTORS)
    people = dict(zip((accounts[name] for name in names), inspectors, strict=True))
    return {team["unit"]: people.get(team["inspectors"][0], inspectors[-1]) for team in teams}


async def _checkers(story: Story) -> dict[str, Person]:
    """Whoever was drawn for a unit last checks again."""
    draws = await story.cast["supervision"].list_all("supervision/draws", year=YEAR)
    last = await story.cast["supervision"].get(f"supervision/draws/{draws[0]['id']}")
    return await _people_of(story, last["teams"])


async def _find(story: Story, round_id: str, teams: Mapping[str, Person], month: int) -> None:
    items = await story.cast["supervision"].list_all("supervision/round-items", round_id=round_id)
    units = {unit.code: unit for unit in story.county.units}
    findings: dict[int, tuple[Person, list[Json]]] = {}
    for item in items:
        person = teams[item["unit_code"]]
        _, rows = findings.setdefault(id(person), (person, []))
        rows.append(_finding(story, units[item["unit_code"]], item, month))
    path = f"supervision/rounds/{round_id}/findings:batch"
    await together(person.batch(path, rows) for person, rows in findings.values())


def _finding(story: Story, unit: Unit, item: Json, month: int) -> Json:
    """What the unit has reached; of a few lines, that much less was there than the unit believed."""
    chance = story.chance("round", unit.code, item["code"], month)
    is_wanting = chance.random() < _WANTING_SHARE * (2 - story.strength(unit.code))
    row = {"item_id": item["id"], "note": "查阅台账，现场核实。"}
    if item["measure"] == "schedule":
        planned_on = date.fromisoformat(item["planned_on"])
        if not is_wanting:
            return {**row, "stage": "reached", "reached_on": planned_on.isoformat()}
        later = _day(month, VISITING_DAY) + timedelta(days=chance.choice((2, 20, 40)))
        return {**row, "stage": "under_way", "reached_on": later.isoformat()}
    indicator = next(one for one in BY_KIND[unit.kind] if one.code == item["code"])
    value = claim(story, unit, indicator, month - 1)
    if is_wanting:
        value = value * (Decimal("1.3") if item["direction"] == "lower" else Decimal("0.72"))
        value = value.quantize(Decimal(1).scaleb(-indicator.places), ROUND_HALF_UP)
    return {**row, "value": str(value)}


async def _report_making_good(story: Story, round_id: str, period: str) -> None:
    reds = await story.cast["supervision"].list_all("supervision/round-items", round_id=round_id, light="red")
    await together(
        story.cast.head(item["unit_code"]).post(
            f"supervision/round-items/{item['id']}:make-good",
            {"note": "已召开专题会议，倒排工期，补齐差额，附进度说明。"},
        )
        for item in reds
        if story.chance("made-good", item["unit_code"], item["code"], period).random() < _MADE_GOOD_SHARE
    )
