"""States and verbs of appraisal's records: one table each, and the database's rows know no other state."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Table

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import metadata
from hengjian.appraisal.workflows.ballots import BALLOT_ROUND_WORKFLOW
from hengjian.appraisal.workflows.bonuses import BONUS_WORKFLOW
from hengjian.appraisal.workflows.results import RESULT_WORKFLOW
from hengjian.appraisal.workflows.reviews import REVIEW_WORKFLOW
from hengjian.appraisal.workflows.rounds import EVALUATION_ROUND_WORKFLOW, SHEET_ROUND_WORKFLOW
from hengjian.appraisal.workflows.schemes import SCHEME_WORKFLOW
from hengjian.appraisal.workflows.sheets import SHEET_WORKFLOW
from hengjian.appraisal.workflows.vetoes import VETO_WORKFLOW
from hengjian.contracts.permissions import Permission
from hengjian.kit.policy.workflows import Workflow

WORKFLOWS: Mapping[str, Workflow[Any, Any]] = {
    "ballot_round": BALLOT_ROUND_WORKFLOW,
    "bonus_claim": BONUS_WORKFLOW,
    "evaluation_round": EVALUATION_ROUND_WORKFLOW,
    "result_set": RESULT_WORKFLOW,
    "review": REVIEW_WORKFLOW,
    "scheme": SCHEME_WORKFLOW,
    "sheet": SHEET_WORKFLOW,
    "sheet_round": SHEET_ROUND_WORKFLOW,
    "veto": VETO_WORKFLOW,
}


def _with_state() -> dict[str, Table]:
    """Without the queue of the kit, whose states are the library's."""
    states = {table.name: table for table in metadata.sorted_tables if "state" in table.columns}
    return {name: table for name, table in states.items() if name != "queued_job"}


def test_every_record_with_a_state_has_its_table() -> None:
    assert _with_state().keys() == WORKFLOWS.keys()


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_constraint_knows_the_states_of_the_workflow(name: str) -> None:
    checks = [
        str(constraint.sqltext)
        for constraint in _with_state()[name].constraints
        if isinstance(constraint, CheckConstraint) and str(constraint.name).endswith("state")
    ]
    assert checks == [WORKFLOWS[name].check()]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_state_can_be_reached_and_every_verb_is_somebodys(name: str) -> None:
    workflow = WORKFLOWS[name]
    reached: set[StrEnum] = {*workflow.begins_in}
    while further := {after for before, after in workflow.moves() if before in reached} - reached:
        reached |= further
    assert reached == set(workflow.states.__members__.values())
    for verb, transition in workflow.transitions.items():
        assert transition.permission in set(Permission), verb
        assert transition.possible_in, verb


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_state_has_words(name: str) -> None:
    for state in WORKFLOWS[name].states.__members__.values():
        zh, en = WrongState(state=state).sentences
        assert not any(letter.isascii() and letter.isalpha() for letter in zh), zh
        assert en.isascii()
