"""What the pages on security name as proof is there: every test file, class and function."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = ("security.md", "security.zh-CN.md", "mlps.md")
NAMED = re.compile(r"`((?:tests|frontend)/[\w./-]+\.(?:py|tsx?))(?:::([\w:]+))?`")
ROW = re.compile(r"^\| (?!---|promise|承诺 )(.+?) \| (.*) \|$", re.MULTILINE)


def proofs(text: str) -> set[tuple[str, str]]:
    """File and what is named inside it, which may be nothing."""
    return {(file, inside) for file, inside in NAMED.findall(text)}


def is_there(file: str, inside: str) -> bool:
    place = ROOT / file
    if not place.exists():
        return False
    names = inside.split("::") if inside else []
    if not names:
        return "test" in place.name
    body: list[ast.stmt] = ast.parse(place.read_text()).body
    for name in names:
        found = [
            node
            for node in body
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name
        ]
        if not found:
            return False
        body = found[0].body
    return True


@pytest.mark.parametrize("page", PAGES)
def test_every_proof_is_there(page: str) -> None:
    named = proofs((DOCS / page).read_text())
    assert named
    assert {proof for proof in named if not is_there(*proof)} == set()


def test_both_languages_promise_the_same() -> None:
    """Row by row the same proofs, in the same order."""
    english, chinese = (
        [sorted(proofs(shown)) for _, shown in ROW.findall((DOCS / page).read_text())] for page in PAGES[:2]
    )
    assert english == chinese


def test_every_promise_has_a_proof() -> None:
    rows = ROW.findall((DOCS / "security.md").read_text())
    assert len(rows) > 20
    assert [promise for promise, shown in rows if not proofs(shown)] == []


@pytest.mark.parametrize("proof", [("tests/docs/gone.py", ""), ("tests/docs/test_security.py", "TestGone")])
def test_one_that_is_gone_would_be_missed(proof: tuple[str, str]) -> None:
    assert not is_there(*proof)
