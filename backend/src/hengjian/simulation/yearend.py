"""January of the next year: values, the teams on site, leaders, ballots, vetoes, bonuses, and the owners' own
scores."""

from collections.abc import Sequence
from datetime import date

from hengjian.simulation.api import Json, Person
from hengjian.simulation.county import Unit
from hengjian.simulation.figures import year_value
from hengjian.simulation.people import LEADERS as LEADER_COUNT
from hengjian.simulation.people import MONITORS, SCORERS, VERIFIERS
from hengjian.simulation.planning import owner_of, owner_units
from hengjian.simulation.schemes.indicators import BY_KIND, SITE_POINTS
from hengjian.simulation.schemes.units import BALLOT_OPTIONS, LEADERS, SITE, SOCIETY, scheme_code
from hengjian.simulation.story import YEAR, Story, together

VALUE_NAME = "annual"
_TEAMS = {"verify": ("verifier", VERIFIERS), "score": ("scorer", SCORERS), "monitor": ("monitor", MONITORS)}
NEXT = YEAR + 1


async def enter_values(story: Story) -> None:
    """Owners enter the year's values for all units, the verification team confirms, and the round is closed."""
    cast, office = story.cast, story.cast["office.author"]
    with story.telling("年终：指标责任单位填报数值"):
        await story.move_clock(date(NEXT, 1, 11))
        await office.post(f"targets/years/{YEAR}:advance", {"to_phase": "year_end"})
        await together(
            cast.owner(owner).post(
                "targets/values:batch", {"year": YEAR, "value_name": VALUE_NAME, "items": _values(story, owner)}
            )
            for owner in owner_units(story.county)
            if _values(story, owner)
        )
    with story.telling("年终：审核组确认数值"):
        await story.move_clock(date(NEXT, 1, 13))
        for kind, verifier in zip(story.kinds, cast.team("verifier", VERIFIERS), strict=False):
            codes = [indicator.code for indicator in BY_KIND[kind]]
            wanted = {"year": YEAR, "value_name": VALUE_NAME, "indicator_codes": codes}
            done = await verifier.post("targets/values:confirm", wanted)
            if done["own_unit_waiting"]:
                await _look_at_own_units(verifier, codes)
            classes = sorted({unit.class_code for unit in story.county.units_of_kind(kind)})
            entry = {"kind": "annual_values", "period": VALUE_NAME, "class_codes": classes, "indicator_codes": codes}
            opened = await office.post("targets/rounds", {"year": YEAR, **entry})
            await office.post(f"targets/rounds/{opened['id']}:close")


async def _look_at_own_units(verifier: Person, indicator_codes: Sequence[str]) -> None:
    """What an owner entered for its own unit is confirmed one by one."""
    waiting = await verifier.list_all(
        "targets/values", year=YEAR, value_name=VALUE_NAME, state="entered", is_of_own_unit="true"
    )
    ids = [row["id"] for row in waiting if row["indicator_code"] in indicator_codes]
    await verifier.post("targets/values:confirm", {"ids": ids})


def _values(story: Story, owner: str) -> list[Json]:
    return [
        {"unit_code": unit.code, "indicator_code": indicator.code, "actual": str(year_value(story, unit, indicator))}
        for kind in story.kinds
        for indicator in BY_KIND[kind]
        if owner_of(story.county, indicator) == owner
        for unit in story.county.units_of_kind(kind)
    ]


async def go_on_site(story: Story) -> None:
    """Verification confirms, scoring scores blind, monitoring signs; one sheet is stopped and done again."""
    with story.telling("年终：审核、考核、监督三组实地考核"):
        await story.move_clock(date(NEXT, 1, 15))
        teams = {team: await _choose_members(story, role, count) for team, (role, count) in _TEAMS.items()}
        await together(_hold_sheet_round(story, class_code, teams) for class_code in story.class_codes)


async def _choose_members(story: Story, role: str, count: int) -> list[Json]:
    """The office picks the members of a team from the list of people who hold the role."""
    names = story.cast.names_of(role, count)
    people = await story.cast["office.author"].list_all("directory/people", role=role)
    return [{"account_id": p["id"], "name": p["display_name"]} for p in people if p["display_name"] in names]


async def _hold_sheet_round(story: Story, class_code: str, teams: Json) -> None:
    cast, office = story.cast, story.cast["office.author"]
    units = story.county.units_of(class_code)
    entry = {"scheme_code": scheme_code(class_code), "item_code": SITE, "class_codes": [class_code], "teams": teams}
    opened = await office.post("appraisal/sheet-rounds", {"year": YEAR, **entry})
    path = f"appraisal/sheet-rounds/{opened['id']}"
    await _fill_sheets(story, path, units)
    monitor = cast["monitor1"]
    if class_code == story.class_codes[0]:
        await monitor.post(f"{path}/sheets/{units[0].code}:stop", {"reason": "佐证材料不齐，退回重新审核。"})
        await _fill_sheets(story, path, units[:1])
    await monitor.post(f"{path}/sheets:sign", {"rows": [{"subject_code": unit.code} for unit in units]})
    await office.post(f"{path}:close")


async def _fill_sheets(story: Story, path: str, units: Sequence[Unit]) -> None:
    rows: list[Json] = [{"subject_code": unit.code} for unit in units]
    await story.cast["verifier1"].post(f"{path}/sheets:verify", {"rows": rows})
    for number, scorer in enumerate(story.cast.team("scorer", SCORERS)):
        scores = [
            {"subject_code": u.code, "score": story.score(0.6 * SITE_POINTS, SITE_POINTS, u.code, "site", number)}
            for u in units
        ]
        await scorer.post(f"{path}/sheets:score", {"rows": scores})


async def hear_leaders(story: Story) -> None:
    with story.telling("年终：县领导评鉴"):
        await story.move_clock(date(NEXT, 1, 18))
        await together(_hold_evaluation(story, class_code) for class_code in story.class_codes)


async def _hold_evaluation(story: Story, class_code: str) -> None:
    office = story.cast["office.author"]
    entry = {"year": YEAR, "scheme_code": scheme_code(class_code), "item_code": LEADERS, "class_codes": [class_code]}
    opened = await office.post("appraisal/evaluation-rounds", entry)
    path = f"appraisal/evaluation-rounds/{opened['id']}"
    for number, leader in enumerate(story.cast.team("leader", LEADER_COUNT)):
        scores = {u.code: story.score(72, 99, u.code, "leader", number) for u in story.county.units_of(class_code)}
        await leader.put(f"{path}/scores", {"scores": scores})
    await office.post(f"{path}:close")


async def ask_society(story: Story) -> None:
    with story.telling("年终：社会评议"):
        await story.move_clock(date(NEXT, 1, 20))
        await together(_hold_social_ballot(story, class_code) for class_code in story.class_codes)


async def _hold_social_ballot(story: Story, class_code: str) -> None:
    office = story.cast["office.author"]
    entry = {"scheme_code": scheme_code(class_code), "item_code": SOCIETY, "class_codes": [class_code]}
    opened = await office.post("appraisal/ballot-rounds", {"year": YEAR, **entry, "options": list(BALLOT_OPTIONS)})
    path = f"appraisal/ballot-rounds/{opened['id']}"
    for batch in ("residents", "delegates"):
        rows = [
            {"subject_code": unit.code, "votes": draw_votes(story, unit.code, batch, BALLOT_OPTIONS, 120)}
            for unit in story.county.units_of(class_code)
        ]
        await office.post(f"{path}/counts:batch", {"batch_number": batch, "rows": rows})
    await office.post(f"{path}:close")


def draw_votes(story: Story, subject_code: str, purpose: str, options: Sequence[str], ballots: int) -> dict[str, int]:
    """Votes by option, the best option first; the strong get more of the best."""
    chance = story.chance("votes", purpose, subject_code)
    level = 0.35 + 0.5 * (0.7 * story.strength(subject_code) + 0.3 * chance.random())
    weights = [level, (1 - level) * 0.72, (1 - level) * 0.2, (1 - level) * 0.08]
    votes = dict.fromkeys(options, 0)
    for option in chance.choices(options, weights, k=ballots):
        votes[option] += 1
    return votes
