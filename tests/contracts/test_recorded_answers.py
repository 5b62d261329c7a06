"""The answers that page tests of the web app are shown: each must be one that the written contract allows."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

ROOT = Path(__file__).parents[2]
ANSWERS = sorted((ROOT / "frontend/src/test/answers").glob("*.json"))


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    document: dict[str, Any] = yaml.load((ROOT / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    for schema in document["components"]["schemas"].values():
        _close(schema)
    return document


def _close(schema: dict[str, Any]) -> None:
    """Refuse what the contract does not name: to a reader of the contract, a property that went away is a wrong
    answer."""
    if "properties" in schema:
        schema.setdefault("additionalProperties", False)
    for inner in schema.get("properties", {}).values():
        _close(inner)


def faults(contract: dict[str, Any], recorded: dict[str, Any]) -> list[str]:
    method, path = recorded["operation"].split(" ")
    responses = contract["paths"][path][method.lower()]["responses"]
    schema = responses[str(recorded["status"])]["content"]["application/json"]["schema"]
    validator = Draft202012Validator(schema | {"components": contract["components"]}, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(recorded["answer"])]


@pytest.mark.parametrize("file", ANSWERS, ids=lambda file: file.stem)
def test_a_recorded_answer_keeps_the_contract(contract: dict[str, Any], file: Path) -> None:
    assert faults(contract, json.loads(file.read_text())) == []


class TestWrongAnswers:
    @pytest.fixture
    def recorded(self) -> dict[str, Any]:
        recorded: dict[str, Any] = json.loads((ROOT / "frontend/src/test/answers/visit.json").read_text())
        return recorded

    def test_a_property_that_went_away(self, contract: dict[str, Any], recorded: dict[str, Any]) -> None:
        recorded["answer"]["former_name"] = "…"
        assert "former_name" in faults(contract, recorded)[0]

    def test_a_property_that_came(self, contract: dict[str, Any], recorded: dict[str, Any]) -> None:
        del recorded["answer"]["findings"]
        assert "findings" in faults(contract, recorded)[0]

    def test_a_word_that_no_list_knows(self, contract: dict[str, Any], recorded: dict[str, Any]) -> None:
        recorded["answer"]["kind"] = "stroll"
        assert "stroll" in faults(contract, recorded)[0]
