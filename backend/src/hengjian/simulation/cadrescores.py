"""January of the next year: what is said of cadres, by the organisation department, heads of units and colleagues."""

from collections.abc import Iterable
from datetime import date

from hengjian.simulation.api import Json
from hengjian.simulation.county import Cadre, Unit
from hengjian.simulation.schemes import cadres as schemes
from hengjian.simulation.story import YEAR, Story, together
from hengjian.simulation.yearend import draw_votes

COLLEAGUES = 37
"""Ballots on each cadre."""


async def appraise_cadres(story: Story) -> None:
    with story.telling("年终：领导干部测评与履职评定"):
        await story.move_clock(date(YEAR + 1, 1, 22))
        await together(_appraise_leading(story, group, kind) for kind in story.kinds for group in ("chief", "deputy"))
    with story.telling("年终：一般干部测评与评定"):
        ordinary = [cadre for cadre in story.county.cadres if cadre.post_group == "ordinary"]
        await _hold_ballot(story, schemes.ORDINARY, ["ordinary:*"], ordinary)
        await together(_score_ordinary(story, unit) for unit in story.county.units)


async def _appraise_leading(story: Story, group: str, kind: str) -> None:
    units = {unit.code: unit for unit in story.county.units_of_kind(kind)}
    cadres = [c for c in story.county.cadres if c.post_group == group and c.unit_code in units]
    unit_classes = sorted({unit.class_code for unit in units.values()})
    code = schemes.leading_code(group, kind)
    await _hold_ballot(story, code, schemes.leading_classes(group, unit_classes), cadres)
    most = schemes.own_points(group)
    rows = _own_parts(story, cadres, most)
    entry = {"year": YEAR, "scheme_code": code, "item_code": schemes.OWN_PART, "rows": rows}
    await story.cast["organisation"].post("appraisal/manual-scores:batch", entry)


async def _score_ordinary(story: Story, unit: Unit) -> None:
    cadres = [cadre for cadre in story.county.cadres_of(unit.code) if cadre.post_group == "ordinary"]
    rows = _own_parts(story, cadres, schemes.ORDINARY_OWN_POINTS)
    entry = {"year": YEAR, "scheme_code": schemes.ORDINARY, "item_code": schemes.OWN_PART, "rows": rows}
    await story.cast.head(unit.code).post("appraisal/manual-scores:batch", entry)


def _own_parts(story: Story, cadres: Iterable[Cadre], most: int) -> list[Json]:
    return [{"subject_code": c.code, "score": story.score(0.7 * most, most, c.code, "own")} for c in cadres]


async def _hold_ballot(story: Story, scheme: str, class_codes: list[str], cadres: list[Cadre]) -> None:
    office = story.cast["office.author"]
    entry = {"year": YEAR, "scheme_code": scheme, "item_code": schemes.BALLOT, "class_codes": class_codes}
    opened = await office.post("appraisal/ballot-rounds", {**entry, "options": list(schemes.BALLOT_OPTIONS)})
    path = f"appraisal/ballot-rounds/{opened['id']}"
    rows = [
        {
            "subject_code": cadre.code,
            "votes": draw_votes(story, cadre.code, "colleagues", schemes.BALLOT_OPTIONS, COLLEAGUES),
        }
        for cadre in cadres
    ]
    for start in range(0, len(rows), 1000):
        batch = {"batch_number": f"box-{1 + start // 1000}", "rows": rows[start : start + 1000]}
        await office.post(f"{path}/counts:batch", batch)
    await office.post(f"{path}:close")
