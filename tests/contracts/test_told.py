"""No state without somebody told: where a record waits for a person's act, a to-do of the web app says so to whoever
may act."""

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from hengjian.appraisal.workflows.ballots import BALLOT_ROUND_WORKFLOW
from hengjian.appraisal.workflows.bonuses import BONUS_WORKFLOW
from hengjian.appraisal.workflows.results import RESULT_WORKFLOW
from hengjian.appraisal.workflows.reviews import REVIEW_WORKFLOW
from hengjian.appraisal.workflows.rounds import EVALUATION_ROUND_WORKFLOW, SHEET_ROUND_WORKFLOW
from hengjian.appraisal.workflows.schemes import SCHEME_WORKFLOW
from hengjian.appraisal.workflows.sheets import SHEET_WORKFLOW
from hengjian.appraisal.workflows.vetoes import VETO_WORKFLOW
from hengjian.kit.policy.workflows import Workflow
from hengjian.personnel import workflows as personnel
from hengjian.supervision.workflows.bulletin import BULLETIN_ENTRIES
from hengjian.supervision.workflows.deductions import DEDUCTIONS
from hengjian.supervision.workflows.draws import DRAWS
from hengjian.supervision.workflows.rectifications import RECTIFICATIONS
from hengjian.supervision.workflows.rounds import ROUND_ITEMS, ROUNDS
from hengjian.targets import workflows as targets

FEATURES = Path(__file__).parents[2] / "frontend/src/features"
SERVICES = ("appraisal", "personnel", "supervision", "targets")

RECORDS: Mapping[str, Workflow[Any, Any]] = {
    "amendment": targets.AMENDMENT,
    "ballot_round": BALLOT_ROUND_WORKFLOW,
    "bonus": BONUS_WORKFLOW,
    "bulletin_entry": BULLETIN_ENTRIES,
    "case": personnel.CASE,
    "decision_review": personnel.DECISION_REVIEW,
    "deduction": DEDUCTIONS,
    "draw": DRAWS,
    "evaluation_round": EVALUATION_ROUND_WORKFLOW,
    "letter": targets.LETTER,
    "linkage_rules": personnel.RULES,
    "midyear_round": targets.ROUND,
    "nomination": personnel.NOMINATION,
    "plan": targets.PLAN,
    "proposal": personnel.PROPOSAL,
    "rectification": RECTIFICATIONS,
    "report": targets.REPORT,
    "result": RESULT_WORKFLOW,
    "review": REVIEW_WORKFLOW,
    "round": ROUNDS,
    "round_item": ROUND_ITEMS,
    "scheme": SCHEME_WORKFLOW,
    "sheet": SHEET_WORKFLOW,
    "sheet_round": SHEET_ROUND_WORKFLOW,
    "transfer": personnel.TRANSFER,
    "value": targets.VALUE,
    "veto": VETO_WORKFLOW,
    "year": targets.YEAR,
}

NOTHING_WAITS: Mapping[str, str] = {
    "bulletin_entry.reverse": "Follows from the deduction that is taken back.",
    "deduction.correct": "Only where a record proves wrong.",
    "deduction.review_public_text": "The text as recorded is published where nobody writes another.",
    "deduction.revoke": "Only where a record proves wrong.",
    "plan.amend": "Only where a target must change.",
    "plan.rewrite": "The draft is in the hands of whoever writes it; who issues it is told.",
    "rectification.withdraw": "Only where the demand proves wrong.",
    "result.compute": "A result is computed already; again only where facts changed.",
    "round.add_items": "Only where a line was forgotten.",
    "round_item.answer": "A unit may add a word to what is settled; what it must make good it is told.",
    "round_item.find": "A finding is corrected only where it proves wrong; what is not found yet is told.",
    "scheme.amend": "Only where the scheme in force must change.",
    "scheme.change": "The draft is in the hands of whoever writes it; who reviews it is told.",
    "sheet.stop": "Only where something goes wrong on site.",
}
"""Acts that a person may take but need not: ``find`` and ``answer`` are asked for where their state is told."""

UNTOLD: set[str] = {
    "case:open",
    "linkage_rules:draft",
    "midyear_round:open",
    "transfer:assigned",
    "transfer:decided",
    "value:entered",
    "year:preparation",
    "year:running",
    "year:year_end",
}
"""States in which somebody must act and no to-do tells them yet. It only ever gets shorter."""

_PROVIDER = re.compile(r'permission: "([a-z_:]+)",\s*tells: \[([^\]]*)\]')


@pytest.fixture(scope="module")
def told() -> set[tuple[str, str]]:
    """State and permission of whoever is told of it."""
    return {pair for file in FEATURES.glob("*/waiting.ts") for pair in _told_in(file)}


def _told_in(file: Path) -> Iterator[tuple[str, str]]:
    source = file.read_text()
    found = _PROVIDER.findall(source)
    assert len(found) == source.count("tells:"), f"{file}: each provider says its permission, then what it tells"
    assert "Waiting" in (file.parent / "feature.ts").read_text(), f"{file} is brought by no feature"
    for permission, states in found:
        for state in re.findall(r'"([^"]+)"', states):
            yield state, permission


def _asked() -> Iterator[tuple[str, str, str]]:
    """Each state with an act that somebody must take: the state, the permission and the act."""
    for record, workflow in RECORDS.items():
        for verb, transition in workflow.transitions.items():
            for state in sorted(transition.possible_in):
                yield f"{record}:{state}", str(transition.permission), f"{record}.{verb}"


def test_in_every_state_in_which_somebody_must_act_they_are_told(told: set[tuple[str, str]]) -> None:
    silent = {
        (state, act)
        for state, permission, act in _asked()
        if (state, permission) not in told and act not in NOTHING_WAITS and state not in UNTOLD
    }
    assert silent == set()


def test_what_is_told_or_asks_for_nothing_stands_on_no_list(told: set[tuple[str, str]]) -> None:
    asked = {state for state, _, _ in _asked()}
    acts = {act for _, _, act in _asked()}
    assert UNTOLD - asked == set()
    assert NOTHING_WAITS.keys() - acts == set()
    assert UNTOLD & {state for state, _ in told} == set()


def test_only_states_that_there_are_can_be_told(told: set[tuple[str, str]]) -> None:
    known = {f"{record}:{state}" for record, workflow in RECORDS.items() for state in workflow.states}
    assert {state for state, _ in told} - known == set()


def test_no_record_with_states_is_left_out() -> None:
    known = {id(workflow) for workflow in RECORDS.values()}
    left_out = {
        f"{module.__name__}.{name}"
        for service in SERVICES
        for module in _modules_of(f"hengjian.{service}.workflows")
        for name, value in vars(module).items()
        if isinstance(value, Workflow) and id(value) not in known
    }
    assert left_out == set()


def _modules_of(name: str) -> Iterator[Any]:
    module = import_module(name)
    yield module
    for inner in iter_modules(getattr(module, "__path__", [])):
        yield import_module(f"{name}.{inner.name}")
