"""Links in the documentation lead somewhere, and decisions say from when they hold."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DATED = re.compile(
    r"\*\*Date\.\*\* \d{4}-\d\d-\d\d(, last changed \d{4}-\d\d-\d\d)?\. \*\*Status\.\*\* (In force|Replaced by \[.+\]\(.+\.md\))\."
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text()) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: str(decision.name))
def test_a_decision_has_date_and_status(decision: Path) -> None:
    _, empty, second, *_ = decision.read_text().split("\n")
    assert not empty
    assert DATED.fullmatch(second)


def test_no_two_decisions_have_one_number() -> None:
    numbers = [decision.name.split("-")[0] for decision in DECISIONS]
    assert sorted(set(numbers)) == numbers


def test_the_way_of_a_request_names_modules_that_are_there() -> None:
    page = (ROOT / "docs" / "guides" / "one-request.md").read_text()
    named = re.findall(r"`([\w/]+\.py)`", page)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / "backend" / "src" / "hengjian" / name).exists()] == []
