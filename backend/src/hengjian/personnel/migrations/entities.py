"""Functions and triggers of ``personnel`` as they are in force."""

from pathlib import Path

from hengjian.kit.migrating.entities import entities_of, guard_states, note_changes, note_changes_of
from hengjian.personnel.workflows import CASE, DECISION_REVIEW, NOMINATION, PROPOSAL, RULES, TRANSFER

_MOVES = [
    *guard_states("personnel", "accountability_case", CASE.pairs()),
    *guard_states("personnel", "linkage_rules", RULES.pairs()),
    *guard_states("personnel", "nomination_round", NOMINATION.pairs(), "stage"),
    *guard_states("personnel", "proposal", DECISION_REVIEW.pairs(), "review_state"),
    *guard_states("personnel", "proposal", PROPOSAL.pairs()),
    *guard_states("personnel", "transfer", TRANSFER.pairs()),
]
"""Each state goes only where its workflow says."""

_FOLLOWED = [
    *note_changes("personnel", "accountability_case"),
    *note_changes_of("personnel", "accountability_case", "id", "id", where="case_step", is_its="case_id"),
    *note_changes("personnel", "cadre_grade", "year", "cadre_code", sight=("cadre_code", "unit_code")),
    *note_changes("personnel", "linkage_rules", "year"),
    *note_changes("personnel", "nomination_round"),
    *note_changes("personnel", "outcome"),
    *note_changes("personnel", "proposal"),
    *note_changes_of("personnel", "proposal", "id", "id", where="decision", is_its="proposal_id"),
    *note_changes("personnel", "transfer"),
    *note_changes("personnel", "unit_quota", "year", "unit_code"),
    *note_changes("personnel", "unit_tier", "year", "unit_code"),
]
"""Whoever follows a list hears of each change of its records."""

ENTITIES = entities_of("personnel", Path(__file__).parent / "functions", [*_MOVES, *_FOLLOWED])
