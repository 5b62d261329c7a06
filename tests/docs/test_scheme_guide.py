"""The guide to the scheme language holds in both languages: each example comes out, and so does each step of its
sum."""

import ast
import json
import operator
import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hengjian.appraisal.engine import check_expectation, evaluate, read_number
from hengjian.appraisal.engine.faults import CODES
from hengjian.appraisal.engine.rules import RULES

GUIDES = Path(__file__).parents[2] / "docs" / "guides"
LANGUAGES = (".md", ".zh-CN.md")
SECTION = re.compile(r"^## `(\w+)`.*?\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"```json\n(.*?)```", re.DOTALL)
LINE = re.compile(r"^\* (\w+)[:：].*\*\*(.+)\*\*$", re.MULTILINE)
STEP = re.compile(r"`([^`]+ [=≈] [^`]+)`")
SIGNS = str.maketrans("×−", "*-")
OPERATORS: dict[type, Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def compute(text: str) -> Fraction:
    """A sum of decimals, exactly; ``min`` and ``max`` may be asked."""
    return _compute(ast.parse(text.strip().translate(SIGNS), mode="eval").body, text.strip())


def _compute(node: ast.expr, text: str) -> Fraction:
    match node:
        case ast.Constant():
            return read_number(ast.get_source_segment(text.translate(SIGNS), node))
        case ast.UnaryOp(op=ast.USub()):
            return -_compute(node.operand, text)
        case ast.BinOp():
            return OPERATORS[type(node.op)](_compute(node.left, text), _compute(node.right, text))
        case ast.Call(func=ast.Name(id="min" | "max" as name)):
            return {"min": min, "max": max}[name](_compute(part, text) for part in node.args)
    raise ValueError(text)


def holds(step: str) -> bool:
    """Both sides are equal; after ``≈`` as far as the right one is written out."""
    left, sign, right = re.split("([=≈])", step)
    places = len(right.strip().partition(".")[2])
    slack = Fraction(1, 2 * 10**places) if sign == "≈" else 0
    return abs(compute(left) - compute(right)) <= slack


def read_page(name: str, language: str) -> str:
    return (GUIDES / f"scheme-{name}{language}").read_text()


@cache
def sections(language: str) -> dict[str, str]:
    return dict(SECTION.findall(read_page("rules", language)))


def fragment(text: str) -> dict[str, Any]:
    [block] = BLOCK.findall(text)
    found: dict[str, Any] = json.loads(block)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_example(language: str) -> None:
    assert set(sections(language)) == set(RULES)
    for rule, text in sections(language).items():
        assert fragment(text)["item"]["rule"]["type"] == rule


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_comes_out_step_by_step(language: str, rule: str) -> None:
    text = sections(language)[rule]
    example = fragment(text)
    subjects = [
        {"code": code, "class": "townships", "facts": {} if fact is None else {"item": fact}}
        for code, fact in example["facts"].items()
    ]
    result = evaluate({"scheme": {"root": example["item"]}, "subjects": subjects})
    scores = {subject["code"]: Fraction(subject["nodes"][0]["score"]) for subject in result["subjects"]}
    assert {code: Fraction(score) for code, score in LINE.findall(text)} == scores
    lines = "\n".join(line for line in text.splitlines() if line.startswith("* "))
    assert [step for step in STEP.findall(lines) if not holds(step)] == []


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_the_file_it_names(language: str, rule: str) -> None:
    text = sections(language)[rule]
    assert f"(examples/{rule}.json)" in text
    document = json.loads((GUIDES / "examples" / f"{rule}.json").read_text())
    example = fragment(text)
    facts = {subject["code"]: subject["facts"].get("item") for subject in document["subjects"]}
    assert (document["scheme"]["root"], facts) == (example["item"], example["facts"])
    assert check_expectation(document, evaluate(document)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_document_comes_out(language: str) -> None:
    text = read_page("language", language)
    document = json.loads(BLOCK.findall(text)[0])
    assert check_expectation(document, evaluate(document)) == []
    assert holds(STEP.findall(text.partition("```\n")[2])[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_and_every_parameter_is_described(language: str) -> None:
    text = read_page("language", language)
    assert [code for code in CODES if f"`{code}`" not in text] == []
    for rule, section in sections(language).items():
        parameters = {*RULES[rule].required, *RULES[rule].optional} - {"of", "direction"}
        assert [name for name in parameters if name not in section] == [], rule


def test_a_wrong_step_would_be_seen() -> None:
    assert holds("2 × (3 - 1) = 4")
    assert not holds("2 × 3 - 1 = 4")
    assert not holds("1 / 3 ≈ 0.334")
