"""What units are told to put right: most do it in time, some fail the re-check, some let the term pass."""

from datetime import date

from hengjian.kit.time.calendar import add_working_days
from hengjian.simulation.api import Json
from hengjian.simulation.people import INSPECTORS
from hengjian.simulation.story import YEAR, Story, together

_A_MONTH = 4
_COURSES = ("in_time", "in_time", "failed_once", "overdue")
_LAST_MONTH = 11
"""What is asked for in December would run out when the year's books are being closed."""


def _course_of(story: Story, row: Json) -> str:
    """By what is the same in every play of a seed: proposals of the system have other ids each time."""
    return story.chance("rectification", row["unit_code"], row["rule_code"], row["opened_at"][:10]).choice(_COURSES)


async def _list(story: Story, *states: str) -> list[Json]:
    path = "supervision/rectifications"
    rows = [await story.cast["supervision"].list_all(path, year=YEAR, state=state) for state in states]
    return [row for part in rows for row in part]


async def ask_to_put_right(story: Story, month: int) -> None:
    """The office asks for it where the rule does, for a few of those that were notified today."""
    if month > _LAST_MONTH:
        return
    supervision = story.cast["supervision"]
    rules = await supervision.list_all("supervision/deduction-rules", year=YEAR)
    asking = {rule["code"] for rule in rules if rule["rectification_days"] is not None}
    notified = await supervision.list_all("supervision/deductions", year=YEAR, state="notified")
    fitting = [row for row in notified if row["rule_code"] in asking]
    chosen = sorted(fitting, key=lambda row: (row["occurred_at"], row["unit_code"], row["rule_code"]))[:_A_MONTH]
    await together(
        supervision.post(
            "supervision/rectifications",
            {"deduction_id": row["id"], "demand": f"就“{row['rule_title']}”立行立改，举一反三，落实到人。"},
        )
        for row in chosen
    )


async def report_in_time(story: Story) -> None:
    rows = [row for row in await _list(story, "open") if _course_of(story, row) != "overdue"]
    await _report(story, rows, "已按要求整改到位。")


async def report_late(story: Story) -> None:
    """Those whose term has passed, and those that failed and did it again, some with more time."""
    await _give_more_time(story, await _list(story, "failed"))
    await _report(story, await _list(story, "overdue", "failed"), "已重新整改，落实专人负责。")


async def _report(story: Story, rows: list[Json], note: str) -> None:
    await together(
        story.cast.head(row["unit_code"]).post(f"supervision/rectifications/{row['id']}:report", {"note": note})
        for row in rows
    )


async def _give_more_time(story: Story, rows: list[Json]) -> None:
    for row in rows:
        due_on = add_working_days(date.fromisoformat(row["due_on"]), 3).isoformat()
        path = f"supervision/rectifications/{row['id']}"
        asked = {"due_on": due_on, "reason": "所需设备下周到货，请求延期。"}
        await story.cast.head(row["unit_code"]).post(f"{path}:ask-extension", asked)
        await story.cast["supervision"].post(f"{path}:extend", {"due_on": due_on, "reason": "采购合同已核，同意延期。"})


async def look_again(story: Story, *, for_the_first_time: bool) -> None:
    """By inspectors who have declared no ties."""
    inspectors = story.cast.team("inspector", INSPECTORS)[2:]
    failed = {"outcome": "failed", "note": "现场查看，问题仍有反复。", "working_days": 8}
    passed = {"outcome": "passed", "note": "现场查看，已整改到位。"}

    def found(row: Json) -> Json:
        return failed if for_the_first_time and _course_of(story, row) == "failed_once" else passed

    rows = await _list(story, "reported")
    await together(
        inspectors[number % len(inspectors)].post(f"supervision/rectifications/{row['id']}:recheck", found(row))
        for number, row in enumerate(rows)
    )
