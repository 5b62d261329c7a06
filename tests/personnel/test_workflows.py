"""The tables of states and acts: complete, and the same as what the database accepts."""

from enum import StrEnum
from itertools import pairwise
from typing import Any

import pytest

from hengjian.kit.policy.workflows import Workflow
from hengjian.personnel import workflows as tables
from hengjian.personnel.terms import DecisionReviewState, NominationStage, ProposalState, TransferState
from tests.support.workflows import check_database, check_table

ALL = [
    ("linkage_rules", "state", tables.RULES, tables.RulesVerb),
    ("proposal", "state", tables.PROPOSAL, tables.ProposalVerb),
    ("proposal", "review_state", tables.DECISION_REVIEW, tables.ReviewVerb),
    ("accountability_case", "state", tables.CASE, tables.CaseVerb),
    ("transfer", "state", tables.TRANSFER, tables.TransferVerb),
    ("nomination_round", "stage", tables.NOMINATION, tables.NominationVerb),
]


@pytest.mark.parametrize(("table", "column", "workflow", "verbs"), ALL)
async def test_every_table_is_whole_and_the_databases(
    table: str, column: str, workflow: Workflow[Any, Any], verbs: type[StrEnum], owner_url: str
) -> None:
    check_table(workflow, verbs)
    await check_database(workflow, owner_url, table, column)


def test_what_is_decided_is_never_open_again() -> None:
    assert all(after is not ProposalState.PROPOSED for _, after in tables.PROPOSAL.moves())


def test_a_round_skips_no_stage() -> None:
    stages = list(NominationStage)
    assert tables.NOMINATION.moves() == list(pairwise(stages))


def test_what_was_carried_out_stays() -> None:
    assert all(before is not TransferState.CARRIED_OUT for before, _ in tables.TRANSFER.moves())


def test_a_withdrawn_decision_needs_no_review() -> None:
    ended = {DecisionReviewState.WITHDRAWN, DecisionReviewState.REPLACED}
    assert not ended.intersection(before for before, _ in tables.DECISION_REVIEW.moves())
