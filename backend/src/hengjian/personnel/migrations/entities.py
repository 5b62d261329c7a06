"""Functions and triggers of ``personnel`` as they are in force."""

from pathlib import Path

from hengjian.kit.migrating.entities import entities_of, guard_states
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

ENTITIES = entities_of("personnel", Path(__file__).parent / "functions", _MOVES)
