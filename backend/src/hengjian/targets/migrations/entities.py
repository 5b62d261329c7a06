"""Functions and triggers of ``targets`` as they are in force."""

from pathlib import Path

from hengjian.kit.migrating.entities import entities_of, guard_states, note_changes, note_changes_of
from hengjian.targets.workflows import AMENDMENT, LETTER, PLAN, REPORT, ROUND, VALUE, YEAR

_MOVES = [
    *guard_states("targets", "amendment", AMENDMENT.pairs()),
    *guard_states("targets", "appraisal_year", YEAR.pairs(), "phase"),
    *guard_states("targets", "letter", LETTER.pairs()),
    *guard_states("targets", "owner_value", VALUE.pairs()),
    *guard_states("targets", "plan", PLAN.pairs()),
    *guard_states("targets", "report", REPORT.pairs()),
    *guard_states("targets", "round", ROUND.pairs()),
]
"""Each state goes only where its workflow says."""

_FOLLOWED = [
    *note_changes("targets", "amendment"),
    *note_changes("targets", "appraisal_year", "year"),
    *note_changes("targets", "indicator"),
    *note_changes("targets", "letter"),
    *note_changes("targets", "owner_value"),
    *note_changes("targets", "plan", sight=("level", "unit_code")),
    *note_changes("targets", "plan_target"),
    *note_changes_of("targets", "plan_target", "id", "plan_id", where="plan"),
    *note_changes("targets", "report"),
    *note_changes("targets", "round"),
]
"""Whoever follows a list hears of each change of its records."""

ENTITIES = entities_of("targets", Path(__file__).parent / "functions", [*_MOVES, *_FOLLOWED])
