"""July: half-year goals are assessed class by class, and some targets are amended."""

from datetime import date
from decimal import ROUND_DOWN, Decimal

from hengjian.simulation.county import Unit
from hengjian.simulation.planning import milestones_of, target_of
from hengjian.simulation.schemes.indicators import BY_KIND, Indicator
from hengjian.simulation.story import YEAR, Story, together

_LINES = ((0.7, "excellent"), (0.45, "good"), (0.2, "fair"))


async def assess_half_year(story: Story) -> None:
    office = story.cast["office.author"]
    with story.telling("年中评估"):
        await story.move_clock(date(YEAR, 7, 28))
        entry = {"year": YEAR, "kind": "mid_year", "period": "half_year", "class_codes": story.class_codes}
        opened = await office.post("targets/rounds", entry)
        path = f"targets/rounds/{opened['id']}"
        rows = [{"unit_code": u.code, "grade": _grade(story, u), "remark": ""} for u in story.county.units]
        await office.batch(f"{path}/assessments:batch", rows)
        await office.post(f"{path}:close")


def _grade(story: Story, unit: Unit) -> str:
    level = 0.7 * story.strength(unit.code) + 0.3 * story.chance("half-year", unit.code).random()
    return next((grade for line, grade in _LINES if level > line), "poor")


async def amend_targets(story: Story) -> None:
    """Units ask for other targets; the office approves two of three."""
    office = story.cast["office.author"]
    with story.telling("年中目标调整"):
        plans = await office.list_all("targets/plans", year=YEAR, level="unit")
        plan_of = {plan["unit_code"]: plan["id"] for plan in plans}
        asking = story.chance("amending").sample(list(story.county.units), story.scale.amendments)
        proposals = await together(
            story.cast.head(unit.code).post("targets/amendments", _proposal(story, unit, plan_of[unit.code]))
            for unit in asking
        )
        await story.move_clock(date(YEAR, 7, 30))
        await together(
            office.post(f"targets/amendments/{proposal['id']}:approve", _approval(number))
            if number % 3 != 2
            else office.post(f"targets/amendments/{proposal['id']}:reject", {"reason": "理由不充分，维持原目标。"})
            for number, proposal in enumerate(proposals, 1)
        )


def _proposal(story: Story, unit: Unit, plan_id: str) -> dict[str, object]:
    indicator = story.chance("amended", unit.code).choice([i for i in BY_KIND[unit.kind] if i.amount])
    target = _lowered(story, unit, indicator)
    return {
        "plan_id": plan_id,
        "indicator_code": indicator.code,
        "new_target": str(target),
        "milestones": milestones_of(indicator, target),
        "reason": "上级政策调整，原定任务部分取消。",
    }


def _lowered(story: Story, unit: Unit, indicator: Indicator) -> Decimal:
    return (target_of(story, unit, indicator) * Decimal("0.9")).quantize(Decimal(1), ROUND_DOWN)


def _approval(number: int) -> dict[str, str]:
    return {"reason": "情况属实，同意调整。", "document_number": f"澄考办〔{YEAR}〕{40 + number}号"}
