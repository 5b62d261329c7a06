"""What the documentation says holds: examples give what they promise, links lead somewhere, every rule is described."""

import json
import re
from pathlib import Path

import pytest

from hengjian.appraisal.engine import check_expectation, evaluate
from hengjian.appraisal.engine.rules import RULES

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "guides" / "examples"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_an_example_that_comes_out(rule: str) -> None:
    document = json.loads((EXAMPLES / f"{rule}.json").read_text())
    assert document["scheme"]["root"]["rule"]["type"] == rule
    assert check_expectation(document, evaluate(document)) == []


@pytest.mark.parametrize("page", ["scheme-language.md", "scheme-language.zh-CN.md"])
def test_both_languages_describe_every_rule(page: str) -> None:
    text = (ROOT / "docs" / "guides" / page).read_text()
    assert [rule for rule in RULES if f"(examples/{rule}.json)" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text()) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
