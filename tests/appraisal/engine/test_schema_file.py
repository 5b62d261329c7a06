"""The published JSON Schema of the scheme language says the same as the engine, as far as shapes go."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hengjian.appraisal.engine.rules import RULES

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "scheme.schema.json").read_text())
SHAPES = {"bad_shape", "unknown_rule", "not_a_number"}


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_its_parameters(name: str) -> None:
    described = SCHEMA["$defs"][name]
    assert set(described["properties"]) == {"type", "note", *RULES[name].required, *RULES[name].optional}
    assert set(described["required"]) == {"type", *RULES[name].required}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_cases_fit_unless_their_fault_is_one_of_shape(case: Path) -> None:
    document: dict[str, Any] = json.loads(case.read_text())
    error = document["expect"].get("error", {"pointer": "", "code": ""})
    is_misshapen = error["pointer"].startswith("/scheme") and error["code"] in SHAPES
    assert Draft202012Validator(SCHEMA).is_valid(document["scheme"]) is not is_misshapen


@pytest.mark.parametrize(
    "scheme",
    [
        {},
        {"root": {"code": "a", "rule": {"type": "given"}}, "surplus": 1},
        {"root": {"code": "a", "rule": {"type": "threshold"}}},
        {"root": {"code": "a", "rule": {"type": "given", "at": "1"}}},
        {"root": {"code": "a", "combine": "sum", "parts": []}},
        {"root": {"code": "a", "points": 1.5, "rule": {"type": "given"}}},
        {"root": {"code": "a", "points": "1e3", "rule": {"type": "given"}}},
    ],
)
def test_wrong_shapes_are_seen(scheme: dict[str, Any]) -> None:
    assert not Draft202012Validator(SCHEMA).is_valid(scheme)
