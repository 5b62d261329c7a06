"""Functions and triggers of ``targets`` as they are in force."""

from pathlib import Path

from hengjian.kit.migrating.entities import entities_of, guard_states
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

ENTITIES = entities_of("targets", Path(__file__).parent / "functions", _MOVES)
