"""Functions and triggers of ``directory`` as they are in force."""

from pathlib import Path

from hengjian.directory.workflows import GRANT
from hengjian.kit.migrating.entities import entities_of, guard_states, note_changes, note_changes_of

_FOLLOWED = [
    *note_changes("directory", "account"),
    *note_changes("directory", "cadre", "code", sight=("code", "unit_code")),
    *note_changes_of("directory", "cadre", "code", "id", where="posting", is_its="cadre_id"),
    *note_changes("directory", "unit", "code"),
    *note_changes_of("directory", "unit", "code", "id", where="class_membership", is_its="unit_id"),
]
"""Whoever follows a list hears of each change of its records."""

_MOVES = guard_states("directory", "role_grant", GRANT.pairs())
"""Each state goes only where its workflow says."""

ENTITIES = entities_of("directory", Path(__file__).parent / "functions", [*_FOLLOWED, *_MOVES])
