"""Functions and triggers of ``supervision`` as they are in force."""

from pathlib import Path

from hengjian.kit.migrating.entities import entities_of, guard_states, note_changes, note_changes_of
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

_DEDUCTION_SIGHT = ("unit_code", "recorded_by", "second_recorder", "effective_at", "rectification_asked_at")
_FOLLOWED = [
    *note_changes("supervision", "bulletin_entry", "number"),
    *note_changes("supervision", "deduction", sight=_DEDUCTION_SIGHT),
    *note_changes("supervision", "deduction_rule"),
    *note_changes("supervision", "draw", sight=("state", "inspectors")),
    *note_changes("supervision", "rectification"),
    *note_changes("supervision", "round"),
    *note_changes("supervision", "round_item"),
    *note_changes_of("supervision", "round_item", "id", "round_id", where="round"),
    *note_changes("supervision", "visit"),
]
"""Whoever follows a list hears of each change of its records."""

ENTITIES = entities_of("supervision", Path(__file__).parent / "functions", [*_MOVES, *_FOLLOWED])
