"""Links, commands and paths in the documentation are there, and decisions say from when they hold."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer

from hengjian.cli import app

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DATED = re.compile(
    r"\*\*Date\.\*\* \d{4}-\d\d-\d\d(, last changed \d{4}-\d\d-\d\d)?\. "
    r"\*\*Status\.\*\* (In force|Replaced by \[.+\]\(.+\.md\))\."
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")

CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
PLACES = (ROOT, ROOT / "backend" / "src" / "hengjian", ROOT / "frontend" / "src", ROOT / "frontend")
MADE_BY_THE_GUIDE = "commendation"
"""`new-feature` makes it; tests/launch/test_guides.py sees that it is then where the guide says."""
MADE_BY_A_RUN = {".hengjian", "dist", "node_modules"}

BY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def code_of(page: Path) -> Iterator[str]:
    """Each line of code that a page shows, in a block or between words."""
    for block, span in CODE.findall(page.read_text()):
        yield from (block or span).splitlines()


@BY_PAGE
def test_commands_are_there(page: Path) -> None:
    cli = typer.main.get_command(app)
    assert isinstance(cli, click.Group) or hasattr(cli, "commands")
    known = {
        name: {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for name, command in cli.commands.items()
    }
    faults = []
    for line in code_of(page):
        for name, arguments in re.findall(r"(?:^\s*|/)hengjian ([a-z][a-z-]*)([^|;&#\n]*)", line):
            if name not in known:
                faults.append(f"hengjian {name}")
                continue
            asked = set(re.findall(r"--[a-z][a-z-]*", arguments)) - {"--help"}
            faults += [f"hengjian {name} {option}" for option in asked - known[name]]
    assert faults == []


@BY_PAGE
def test_targets_and_scripts_are_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    scripts = set(json.loads((ROOT / "frontend" / "package.json").read_text())["scripts"])
    lines = list(code_of(page))
    called = {name for line in lines for name in re.findall(r"(?:^|[\s`])make ([a-z][a-z-]+)", line)}
    run = {name for line in lines for name in re.findall(r"npm run (?:--silent )?([a-z][a-z:-]+)", line)}
    assert (called - targets, run - scripts) == (set(), set())


@BY_PAGE
def test_paths_are_there(page: Path) -> None:
    tops = {entry.name for place in PLACES for entry in place.iterdir() if entry.is_dir()} - MADE_BY_A_RUN
    spans = [span for _, span in CODE.findall(page.read_text())]
    paths = [span for span in spans if re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?", span) and span.split("/")[0] in tops]
    gone = [
        path
        for path in paths
        if MADE_BY_THE_GUIDE not in path
        and not MADE_BY_A_RUN.intersection(path.split("/"))
        and not any((place / path).exists() for place in (*PLACES, page.parent))
    ]
    assert gone == []


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
