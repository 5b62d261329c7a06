"""Every sentence shows its rule with the numbers, in both languages."""

import json
from typing import Any

import pytest

from hengjian.appraisal.engine import evaluate
from tests.appraisal.engine.drawing import KINDS, draw_document
from tests.appraisal.engine.oracle import nodes_of


def why(root: dict[str, Any], facts: dict[str, Any], language: str = "en", **subject: Any) -> dict[str, str]:
    subjects = [{"code": "A", "class": "c", "facts": facts, **subject}]
    result = evaluate({"scheme": {"root": root}, "subjects": subjects}, language)
    return {node["code"]: node["why"] for node in result["subjects"][0]["nodes"]}


def given(code: str, points: str = "10", **more: Any) -> dict[str, Any]:
    return {"code": code, "points": points, "rule": {"type": "given"}, "missing": "exclude", **more}


def test_a_sum_says_what_it_adds_and_what_held_it() -> None:
    root = {"code": "t", "combine": "sum", "cap": "15", "parts": [given("a"), given("b")]}
    facts = {"a": {"score": "9.5"}, "b": {"score": "8"}}
    assert why(root, facts)["t"] == "sum of the parts: 9.5+8 = 17.5, held at the cap of 15"
    assert why(root, facts, "zh")["t"] == "各部分相加：9.5+8＝17.5，超过上限，按 15 计"


def test_a_sum_says_how_it_was_scaled() -> None:
    root = {"code": "t", "combine": "sum", "parts": [given("a", "60"), given("b", "40")]}
    sentences = why(root, {"b": {"score": "30"}})
    assert sentences["t"] == "sum of the parts, scaled up: (30)×100÷40 = 75 (1 left out)"
    assert sentences["a"] == "no fact: left out by rule"


def test_means_show_their_weights() -> None:
    parts = [given("a", weight="60"), given("b", weight="1/3", floor="-2")]
    facts = {"a": {"score": "9"}, "b": {"score": "6"}}
    weighted = why({"code": "t", "combine": "weighted", "floor": "9.5", "parts": parts}, facts)
    shown = "(60×9+0.333333×6)÷60.333333 = 8.983425"
    assert weighted["t"] == f"weighted mean of the parts: {shown}, held at the floor of 9.5"
    assert why({"code": "t", "combine": "mean", "parts": parts}, facts)["t"] == "mean of the parts: (9+6)÷2 = 7.5"


def test_an_item_says_how_x_came_about_and_what_followed() -> None:
    rule = {"type": "step", "size": "10", "up": "1", "down": "1"}
    root = {"code": "i", "points": "10", "rule": rule, "times_coefficient": True, "cap": "8"}
    fact = {"actual": "85", "target": "100", "corrections": [{"points": "5"}]}
    assert why(root, {"i": fact}, coefficient="1.1") == {
        "i": "base 10, -1 for 85÷100=85%+5→90 against 100: 9, times the coefficient 1.1: 9.9, held at the cap of 8"
    }


def test_a_long_group_is_not_told_to_the_end() -> None:
    root = {"code": "t", "combine": "sum", "parts": [given(f"p{at}") for at in range(31)]}
    facts = {f"p{at}": {"score": "1"} for at in range(31)}
    assert why(root, facts)["t"] == f"sum of the parts: {'1+' * 30}… = 31"


def test_a_group_without_parts_that_apply() -> None:
    inner = {"code": "g", "combine": "mean", "weight": "1", "parts": [given("a")]}
    root = {"code": "t", "combine": "weighted", "parts": [inner, given("b", weight="1")]}
    assert why(root, {"b": {"score": "1"}})["g"] == "no part applies: left out by rule"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_finds_its_words(language: str) -> None:
    told = set()
    for seed in range(150):
        document = json.loads(json.dumps(draw_document(seed)).replace('"missing": "exclude"', '"missing": "zero"'))
        kinds = {n["code"]: n["rule"]["type"] for n in nodes_of(document["scheme"]["root"]) if "rule" in n}
        for subject in evaluate(document, language)["subjects"]:
            for node in subject["nodes"]:
                assert node["why"]
                assert "{" not in node["why"]
                told.add(kinds.get(node["code"]))
    assert told >= {*KINDS}
