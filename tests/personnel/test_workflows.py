"""The tables of states and acts: complete, and the same as what the database accepts."""

from enum import StrEnum
from itertools import pairwise
from typing import Any

import asyncpg
import pytest

from hengjian.kit.policy.workflows import Workflow
from hengjian.personnel import workflows as tables
from hengjian.personnel.terms import DecisionReviewState, NominationStage, ProposalState, TransferState

ALL = [
    ("linkage_rules", "state", tables.RULES, tables.RulesVerb),
    ("proposal", "state", tables.PROPOSAL, tables.ProposalVerb),
    ("proposal", "review_state", tables.DECISION_REVIEW, tables.ReviewVerb),
    ("accountability_case", "state", tables.CASE, tables.CaseVerb),
    ("transfer", "state", tables.TRANSFER, tables.TransferVerb),
    ("nomination_round", "stage", tables.NOMINATION, tables.NominationVerb),
]


def states_of(workflow: Workflow[Any, Any]) -> list[str]:
    names: type[StrEnum] = workflow.states
    return [str(state) for state in names]


@pytest.mark.parametrize(("table", "column", "workflow", "verbs"), ALL)
class TestEveryWorkflow:
    def test_every_act_has_its_transition(
        self, table: str, column: str, workflow: Workflow[Any, Any], verbs: type[StrEnum]
    ) -> None:
        assert set(workflow.transitions) == set(verbs)

    def test_every_state_is_reached(
        self, table: str, column: str, workflow: Workflow[Any, Any], verbs: type[StrEnum]
    ) -> None:
        assert workflow.begins_in | {after for _, after in workflow.moves()} == set(states_of(workflow))

    async def test_the_database_accepts_the_same_states(
        self, table: str, column: str, workflow: Workflow[Any, Any], verbs: type[StrEnum], owner_url: str
    ) -> None:
        connection = await asyncpg.connect(owner_url)
        try:
            definition = await connection.fetchval(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1",
                f"ck_{table}_{column}_known",
            )
            accepted = {
                state
                for state in [*states_of(workflow), "unheard_of"]
                if await connection.fetchval(f"SELECT {definition[6:]} FROM (SELECT $1::text AS {column}) row", state)
            }
        finally:
            await connection.close()
        assert accepted == set(states_of(workflow))


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
