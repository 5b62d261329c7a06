"""January to March: results computed, approved, published, reviewed, made final; units first, then cadres."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hengjian.simulation.api import Json
from hengjian.simulation.inspection import deduction_id
from hengjian.simulation.ledger import Finding
from hengjian.simulation.story import YEAR, Story, together

NEXT = YEAR + 1


async def conclude_units(story: Story, findings: list[Finding]) -> None:
    cast = story.cast
    with story.telling("单位考核结果：计算、审定、公示"):
        await story.move_clock(date(NEXT, 1, 25))
        ids = await _compute_and_publish(story, "unit")
    with story.telling("单位考核结果：复核"):
        await story.move_clock(date(NEXT, 1, 27))
        await _review(story, findings)
    with story.telling("单位考核结果：定为最终"):
        await story.move_clock(date(NEXT, 2, 25))
        await cast["office.author"].post("appraisal/results:finalise", {"ids": ids, "reason": "公示期满"})
        await story.settle()


async def conclude_cadres(story: Story) -> None:
    with story.telling("干部考核结果：计算、审定、公示"):
        await story.move_clock(date(NEXT, 2, 26))
        ids = await _compute_and_publish(story, "cadre")
    with story.telling("干部考核结果：定为最终"):
        await story.move_clock(date(NEXT, 3, 12))
        await story.cast["office.author"].post("appraisal/results:finalise", {"ids": ids, "reason": "公示期满"})
        await story.settle()


async def _compute_and_publish(story: Story, subject_kind: str) -> list[str]:
    office, committee = story.cast["office.author"], story.cast["committee.chair"]
    computed = await office.post("appraisal/results:compute", {"year": YEAR, "subject_kind": subject_kind})
    ids: list[str] = computed["ids"]
    await committee.post("appraisal/results:approve", {"ids": ids, "reason": "经考核委员会审定"})
    await office.post("appraisal/results:publish", {"ids": ids, "reason": "公示五个工作日"})
    return ids


async def _review(story: Story, findings: list[Finding]) -> None:
    """One review finds a deduction wrong, so that the class is computed and sealed again; another is upheld."""
    cast, committee = story.cast, story.cast["committee.chair"]
    results = await cast["office.author"].list_all("appraisal/results", year=YEAR, subject_kind="unit")
    result_of: Mapping[str, str] = {result["class_code"]: result["id"] for result in results}
    wronged = await _pick_wronged(story, findings)
    other = next(unit for unit in story.county.units if unit.class_code != wronged.unit.class_code)
    asked = await together(
        cast.head(unit.code).post("appraisal/reviews", _request(result_of[unit.class_code], unit.code))
        for unit in (wronged.unit, other)
    )
    await cast["discipline"].post(
        f"supervision/deductions/{deduction_id(story, wronged)}:revoke", {"reason": "复核查明认定依据有误，予以撤销。"}
    )
    await story.settle()
    decisions = (
        {"outcome": "changed", "reason": "撤销该项扣分，重新计算。"},
        {"outcome": "upheld", "reason": "计分依据无误，维持原结果。"},
    )
    for review, decision in zip(asked, decisions, strict=True):
        await committee.post(f"appraisal/reviews/{review['id']}:decide", decision)
    again = {"ids": [result_of[wronged.unit.class_code]], "reason": "复核后重新公示"}
    await cast["office.author"].post("appraisal/results:recompute", again)


def _request(result_id: str, subject_code: str) -> Json:
    return {"result_id": result_id, "subject_code": subject_code, "grounds": "对日常考核扣分有异议，申请复核。"}


async def _pick_wronged(story: Story, findings: list[Finding]) -> Finding:
    """The gravest deduction in force; of equals the first of the year."""
    rows = await story.cast["supervision"].list_all("supervision/deductions", year=YEAR, state="effective")
    points = {row["id"]: Decimal(row["points"]) for row in rows}
    return max((f for f in findings if deduction_id(story, f) in points), key=lambda f: points[deduction_id(story, f)])
