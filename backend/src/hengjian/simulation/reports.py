"""Every month: the reports of the month before, some late, some sent back once."""

from collections.abc import Sequence
from datetime import date

from hengjian.simulation.api import Json
from hengjian.simulation.county import Unit
from hengjian.simulation.figures import claim
from hengjian.simulation.schemes.indicators import BY_KIND
from hengjian.simulation.story import YEAR, Story, together

LATE_CHANCE, RETURN_CHANCE = 0.075, 0.04
_REASONS = ("数据与上月不衔接，请核实后重报。", "重点项目进展没有写明，请补充。", "个别指标口径有误，请更正。")


def _following(month: int) -> tuple[int, int]:
    return (YEAR + 1, 1) if month == 12 else (YEAR, month + 1)


def _is_late(story: Story, unit: Unit, month: int) -> bool:
    """Weak units are late more often; nobody is with the last report of the year."""
    weakness = 1 - story.strength(unit.code)
    return month < 12 and story.chance("late", unit.code, month).random() < LATE_CHANCE * weakness


async def report_month(story: Story, month: int) -> None:
    """Hand in the month's reports and accept them: in time, sent back and improved, or after the term."""
    year, after = _following(month)
    with story.telling(f"{month}月进展报告"):
        await story.move_clock(date(year, after, 4))
        office = story.cast["office.author"]
        awaited = await office.list_all("targets/reports", year=YEAR, month=month, state="awaited")
        ids = {report["unit_code"]: report["id"] for report in awaited}
        late = [unit for unit in story.county.units if _is_late(story, unit, month)]
        in_time = [unit for unit in story.county.units if unit not in late]
        returned = [u for u in in_time if story.chance("return", u.code, month).random() < RETURN_CHANCE]
        await _submit(story, in_time, ids, month)
        await together(_send_back(story, ids[unit.code], unit, month) for unit in returned)
        await _accept(story, [ids[unit.code] for unit in in_time if unit not in returned])
        if returned:
            await story.move_clock(date(year, after, 6))
            await _submit(story, returned, ids, month, summary=f"{month}月工作进展（按考核办意见修改）")
            await _accept(story, [ids[unit.code] for unit in returned])
        await story.move_clock(date(year, after, 9))
        if late:
            await _submit(story, late, ids, month)
            await _accept(story, [ids[unit.code] for unit in late])


async def _submit(
    story: Story, units: Sequence[Unit], ids: dict[str, str], month: int, summary: str | None = None
) -> None:
    await together(
        story.cast.reporter(unit.code).post(
            f"targets/reports/{ids[unit.code]}:submit", _report(story, unit, month, summary)
        )
        for unit in units
    )


def _report(story: Story, unit: Unit, month: int, summary: str | None) -> Json:
    entries = [
        {"indicator_code": indicator.code, "value": str(claim(story, unit, indicator, month)), "note": ""}
        for indicator in BY_KIND[unit.kind]
    ]
    return {"entries": entries, "summary": summary or f"{unit.name}{month}月工作进展"}


async def _send_back(story: Story, report_id: str, unit: Unit, month: int) -> None:
    reason = story.chance("reason", unit.code, month).choice(_REASONS)
    await story.cast["office.author"].post(f"targets/reports/{report_id}:return", {"reason": reason})


async def _accept(story: Story, ids: list[str]) -> None:
    if ids:
        await story.cast["office.author"].post("targets/reports:accept-batch", {"ids": ids})
