"""Functions and triggers of ``appraisal`` as they are in force."""

from pathlib import Path

from hengjian.appraisal.workflows.ballots import BALLOT_ROUND_WORKFLOW
from hengjian.appraisal.workflows.bonuses import BONUS_WORKFLOW
from hengjian.appraisal.workflows.results import RESULT_WORKFLOW
from hengjian.appraisal.workflows.reviews import REVIEW_WORKFLOW
from hengjian.appraisal.workflows.rounds import EVALUATION_ROUND_WORKFLOW, SHEET_ROUND_WORKFLOW
from hengjian.appraisal.workflows.schemes import SCHEME_WORKFLOW
from hengjian.appraisal.workflows.sheets import SHEET_WORKFLOW
from hengjian.appraisal.workflows.vetoes import VETO_WORKFLOW
from hengjian.kit.migrating.entities import entities_of, guard_states, note_changes

_MOVES = [
    *guard_states("appraisal", "ballot_round", BALLOT_ROUND_WORKFLOW.pairs()),
    *guard_states("appraisal", "bonus_claim", BONUS_WORKFLOW.pairs()),
    *guard_states("appraisal", "evaluation_round", EVALUATION_ROUND_WORKFLOW.pairs()),
    *guard_states("appraisal", "result_set", RESULT_WORKFLOW.pairs()),
    *guard_states("appraisal", "review", REVIEW_WORKFLOW.pairs()),
    *guard_states("appraisal", "scheme", SCHEME_WORKFLOW.pairs()),
    *guard_states("appraisal", "sheet", SHEET_WORKFLOW.pairs()),
    *guard_states("appraisal", "sheet_round", SHEET_ROUND_WORKFLOW.pairs()),
    *guard_states("appraisal", "veto", VETO_WORKFLOW.pairs()),
]
"""Each state goes only where its workflow says."""

_FOLLOWED = [
    *note_changes("appraisal", "bonus_claim"),
    *note_changes("appraisal", "result_set", sight=("id", "state", "subject_kind", "class_code")),
    *note_changes("appraisal", "review"),
    *note_changes("appraisal", "scheme"),
    *note_changes("appraisal", "standing", "year", "subject_code", sight=("class_code",)),
    *note_changes("appraisal", "veto"),
]
"""Whoever follows a list hears of each change of its records."""

ENTITIES = entities_of("appraisal", Path(__file__).parent / "functions", [*_MOVES, *_FOLLOWED])
