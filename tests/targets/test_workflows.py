"""The tables of states and acts: complete, and the same as what the database accepts."""

from enum import StrEnum
from itertools import pairwise
from typing import Any

import pytest

from hengjian.kit.policy.workflows import Workflow
from hengjian.targets import workflows as tables
from hengjian.targets.workflows import ReportState, YearPhase
from tests.support.workflows import check_database, check_table

ALL = [
    ("appraisal_year", "phase", tables.YEAR, tables.YearVerb),
    ("plan", "state", tables.PLAN, tables.PlanVerb),
    ("letter", "state", tables.LETTER, tables.LetterVerb),
    ("amendment", "state", tables.AMENDMENT, tables.AmendmentVerb),
    ("report", "state", tables.REPORT, tables.ReportVerb),
    ("owner_value", "state", tables.VALUE, tables.ValueVerb),
    ("round", "state", tables.ROUND, tables.TargetRoundVerb),
]


@pytest.mark.parametrize(("table", "column", "workflow", "verbs"), ALL)
async def test_every_table_is_whole_and_the_databases(
    table: str, column: str, workflow: Workflow[Any, Any], verbs: type[StrEnum], owner_url: str
) -> None:
    check_table(workflow, verbs)
    await check_database(workflow, owner_url, table, column)


def test_a_year_skips_no_phase() -> None:
    assert tables.YEAR.moves() == list(pairwise(YearPhase))


def test_an_accepted_report_stays_accepted() -> None:
    assert all(before is not ReportState.ACCEPTED for before, _ in tables.REPORT.moves())
