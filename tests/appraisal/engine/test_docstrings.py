"""Every public function of the engine says what it does, and every rule where it is written down."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from hengjian.appraisal.engine.rules import RULES

ROOT = Path(__file__).parents[3]
ENGINE = ROOT / "backend" / "src" / "hengjian" / "appraisal" / "engine"
GUIDE = (ROOT / "docs" / "guides" / "scheme-rules.md").read_text()


def _functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    for node in body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _functions(node.body)


@pytest.mark.parametrize("file", sorted(ENGINE.rglob("*.py")), ids=lambda file: str(file.relative_to(ENGINE)))
def test_public_functions_are_described(file: Path) -> None:
    functions = _functions(ast.parse(file.read_text()).body)
    assert [function.name for function in functions if ast.get_docstring(function) is None] == []


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_names_its_section_of_the_guide(name: str) -> None:
    assert f"\n## `{name}`" in GUIDE
    told = RULES[name].score.__doc__
    assert told is not None
    assert f"``{name}`` in scheme-rules.md" in " ".join(told.split())
