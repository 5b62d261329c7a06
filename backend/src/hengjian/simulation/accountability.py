"""March and April: cases of lagging units, step by step, and what followed for their leading cadres."""

from collections.abc import Iterator, Sequence
from datetime import date

from hengjian.simulation.api import Json
from hengjian.simulation.county import Cadre
from hengjian.simulation.postings import record_outcome
from hengjian.simulation.schemes.units import scheme_code
from hengjian.simulation.story import YEAR, Story, together

NEXT = YEAR + 1


async def hold_to_account(story: Story, proposals: Sequence[Json]) -> None:
    """The discipline office takes the decided steps; cases are closed except of units lagging for years."""
    discipline = story.cast["discipline"]
    with story.telling("结果运用：绩效问责"):
        decided = [p for p in proposals if p["kind"] == "accountability_step" and p["decided"]]
        cases = await discipline.list_all("personnel/accountability-cases", year=YEAR)
        for case in sorted(cases, key=lambda case: str(case["unit_code"])):
            path = f"personnel/accountability-cases/{case['id']}"
            for step in case["decided_steps"]:
                await discipline.post(f"{path}:take-step", {"step": step, "reason": "按决定执行"})
            if case["lagging_years"] == 1:
                await discipline.post(f"{path}:close", {"reason": "整改到位，报告已备案"})
        await together(
            record_outcome(
                story,
                kind,
                proposal["decision"]["decision_number"],
                proposal_id=proposal["id"],
                cadre_code=cadre.code,
            )
            for kind, proposal, cadre in _who_moves(story, decided)
        )


def _who_moves(story: Story, decided: Sequence[Json]) -> Iterator[tuple[str, Json, Cadre]]:
    """Principal leaders of the units that lag longest resign or are demoted; deputies go to ordinary posts."""
    longest = sorted(decided, key=lambda p: (-p["figures"]["lagging_years"], p["unit_code"]))
    principals = [(p, c) for p in longest for c in story.county.cadres_of(p["unit_code"]) if c.is_principal]
    deputies = [(p, c) for p in longest for c in story.county.cadres_of(p["unit_code"]) if c.post_group == "deputy"]
    resigned, demoted = story.scale.resigned_now, story.scale.demoted_now
    kinds = ["resigned"] * resigned + ["demoted"] * demoted
    for kind, (proposal, cadre) in zip(kinds, principals, strict=False):
        yield kind, proposal, cadre
    for proposal, cadre in deputies[: story.scale.ordinary_posts_now]:
        yield "to_ordinary_post", proposal, cadre


async def close_year(story: Story) -> None:
    """The office begins the next year with last year's scheme of the first class on its desk."""
    office = story.cast["office.author"]
    with story.telling("年度考核结束"):
        await story.move_clock(date(NEXT, 4, 12))
        await office.post(f"targets/years/{YEAR}:advance", {"to_phase": "closed"})
        code = scheme_code(story.class_codes[0])
        [issued] = [row for row in await office.list_all("appraisal/schemes", year=YEAR) if row["code"] == code]
        await office.post(f"appraisal/schemes/{issued['id']}:copy", {"year": NEXT})
