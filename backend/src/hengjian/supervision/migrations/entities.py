"""Functions and triggers of ``supervision`` as they are in force."""

from pathlib import Path

from hengjian.kit.migrating.entities import entities_of, guard_states
from hengjian.supervision.workflows.bulletin import BULLETIN_ENTRIES
from hengjian.supervision.workflows.deductions import DEDUCTIONS
from hengjian.supervision.workflows.draws import DRAWS
from hengjian.supervision.workflows.rectifications import RECTIFICATIONS
from hengjian.supervision.workflows.rounds import ROUND_ITEMS, ROUNDS

_MOVES = [
    *guard_states("supervision", "bulletin_entry", BULLETIN_ENTRIES.pairs()),
    *guard_states("supervision", "deduction", DEDUCTIONS.pairs()),
    *guard_states("supervision", "draw", DRAWS.pairs()),
    *guard_states("supervision", "rectification", RECTIFICATIONS.pairs()),
    *guard_states("supervision", "round", ROUNDS.pairs()),
    *guard_states("supervision", "round_item", ROUND_ITEMS.pairs()),
]
"""Each state goes only where its workflow says."""

ENTITIES = entities_of("supervision", Path(__file__).parent / "functions", _MOVES)
