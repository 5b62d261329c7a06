"""Plays the year from the first day to the last decision."""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from hengjian.simulation.accountability import close_year, hold_to_account
from hengjian.simulation.api import YearInterruptedError, open_door
from hengjian.simulation.cadrescores import appraise_cadres
from hengjian.simulation.county import found_county as draw_county
from hengjian.simulation.county import small_county
from hengjian.simulation.founding import found_county, import_history
from hengjian.simulation.inspection import draw_year, inspect_month
from hengjian.simulation.issuing import issue_schemes
from hengjian.simulation.journal import Journal, JournalInUseError, OtherPlayUnfinishedError, journal_beside
from hengjian.simulation.judgements import decide_vetoes, judge_bonuses
from hengjian.simulation.judging import conclude_cadres, conclude_units
from hengjian.simulation.ledger import Finding
from hengjian.simulation.midyear import amend_targets, assess_half_year
from hengjian.simulation.nominating import nominate_chiefs, nominate_deputies
from hengjian.simulation.people import CastList
from hengjian.simulation.personnel import (
    decide_proposals,
    move_to_important_posts,
    record_grades,
    transfer_downward,
)
from hengjian.simulation.planning import owner_units, set_targets
from hengjian.simulation.quarters import close_quarterly_round, hold_quarterly_round
from hengjian.simulation.reports import report_month
from hengjian.simulation.scale import FULL, SMALL
from hengjian.simulation.story import Story
from hengjian.simulation.summary import Counts, print_summary, read_summary
from hengjian.simulation.yearend import ask_society, enter_values, go_on_site, hear_leaders

__all__ = ["YearInterruptedError", "main", "play_year"]


_STEPS = 62
"""How many steps are told on the progress bar."""


def main(url: str, seed: int, demo_file: Path, console: Console, *, small: bool, until_month: int | None) -> None:
    """Play the year against the installation at ``url``, whose demo logins stand in ``demo_file``.

    The journal of a play that was stopped lies beside that file; the play goes on where it stopped.
    """
    try:
        demo = json.loads(demo_file.read_text())
    except FileNotFoundError as error:
        raise YearInterruptedError(f"没有演示账号文件 / no demo logins at {demo_file}") from error
    journal_file = journal_beside(demo_file)
    try:
        counts = asyncio.run(
            play_year(url, seed, demo, console, small=small, journal_file=journal_file, until_month=until_month)
        )
    except OtherPlayUnfinishedError as error:
        raise YearInterruptedError(
            f"{journal_file} 中另有未演完的年度，删去该文件可重新开始 / "
            "holds another unfinished year, delete it to begin anew"
        ) from error
    except JournalInUseError as error:
        raise YearInterruptedError("这个年度正在演示 / this year is being played") from error
    if counts is None:
        console.print(f"已演到{until_month}月，再次运行则继续 / played to month {until_month}; run it again to go on")
    else:
        print_summary(console, counts, seed)


async def play_year(
    url: str,
    seed: int,
    demo: Mapping[str, Any],
    console: Console,
    *,
    small: bool,
    journal_file: Path | None = None,
    until_month: int | None = None,
) -> Counts | None:
    """The counts that the installation gives in the end, None where ``until_month`` ended the play before.

    ``demo`` holds the installation's demo logins.
    """
    county = small_county(draw_county(seed)) if small else draw_county(seed)
    # Logins belong to one database: where they are others, what was asked before was asked elsewhere.
    logins = hashlib.sha256(json.dumps(demo["logins"]).encode()).hexdigest()
    with Journal({"seed": seed, "small": small, "logins": logins}, journal_file) as journal:
        cast_list = CastList(county, owner_units(county), journal.password)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        async with open_door(url, journal) as door:
            with Progress(*columns, console=console, transient=True) as progress:
                task = progress.add_task("", total=_STEPS)
                cast, scale = cast_list.gather(door, demo), SMALL if small else FULL
                story = Story(seed, scale, county, cast, progress, task)
                counts = await _play(story, cast_list, until_month)
        if counts is not None:
            journal.finish()
        return counts


async def _play(story: Story, cast_list: CastList, until_month: int | None) -> Counts | None:
    await found_county(story, cast_list)
    await import_history(story)
    await set_targets(story)
    await issue_schemes(story)
    findings = await draw_year(story)
    for month in range(2, 13):
        await _play_month(story, findings, month)
        if month == until_month:
            return None
    await report_month(story, 12)
    await hold_quarterly_round(story, 13)
    await _end_year(story)
    await conclude_units(story, findings)
    await conclude_cadres(story)
    await _use_results(story)
    return await read_summary(story)


async def _play_month(story: Story, findings: list[Finding], month: int) -> None:
    """Last month's reports, this month's supervision, quarter by quarter; half-time in July."""
    await report_month(story, month - 1)
    await hold_quarterly_round(story, month)
    await inspect_month(story, findings, month)
    await close_quarterly_round(story, month)
    if month == 7:
        await assess_half_year(story)
        await amend_targets(story)


async def _end_year(story: Story) -> None:
    """January: everything that the results will rest on."""
    await enter_values(story)
    await go_on_site(story)
    await hear_leaders(story)
    await ask_society(story)
    await decide_vetoes(story)
    await judge_bonuses(story)
    await appraise_cadres(story)
    await close_quarterly_round(story, 13)


async def _use_results(story: Story) -> None:
    """March and April: proposals decided and carried out."""
    proposals = await decide_proposals(story)
    await record_grades(story)
    await nominate_chiefs(story)
    await nominate_deputies(story)
    await move_to_important_posts(story, proposals)
    await transfer_downward(story)
    await hold_to_account(story, proposals)
    await close_year(story)
