"""The house's rules that neither ruff nor the import contracts can say, each with its reason; and that all are
alive."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import hengjian
from hengjian.kit.settings import ServiceName

SOURCE = Path(hengjian.__path__[0])
BACKEND = SOURCE.parents[1]
SERVICES = tuple(str(service) for service in ServiceName)

Finder = Callable[[ast.AST], bool]


@dataclass(frozen=True)
class Rule:
    """``finds`` says of one node whether it breaks the rule; ``broken`` are lines that do."""

    name: str
    reason: str
    finds: Finder
    covers: Callable[[Path], bool]
    broken: tuple[str, ...]
    sound: tuple[str, ...] = ()
    except_in: dict[str, str] = field(default_factory=dict)
    """Files that may, each with its reason."""


def _is_call_of(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == name


def _commits(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"commit", "rollback", "begin_nested"}


def _is_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    return isinstance(node, ast.Name) and node.id == "float"


def _chooses_language(node: ast.AST) -> bool:
    """A comparison with what the reader speaks, or a change of it; passing it on as a value is no choice."""
    if isinstance(node, ast.Compare | ast.Match | ast.Subscript):
        return "current_language.get()" in ast.unparse(node)
    return isinstance(node, ast.Attribute) and ast.unparse(node) in {"current_language.set", "current_language.reset"}


def _replaces(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "on_conflict_do_update"


def _refuses_inline(node: ast.AST) -> bool:
    return _is_call_of(node, "RefusedByPolicy")


def _exports_all(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)


def _reads_environment(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv"}


def _of_services(file: Path) -> bool:
    return file.relative_to(SOURCE).parts[0] in SERVICES


def _near_scores(file: Path) -> bool:
    """Where points, figures and money are: the appraisal, and what every service stores, takes in and tells others."""
    rooms = file.relative_to(SOURCE).parts
    stored = _of_services(file) and (file.name in {"models.py", "schemas.py"} or "models" in rooms)
    return stored or rooms[0] in {"appraisal", "contracts"}


def _anywhere(_file: Path) -> bool:
    return True


RULES = (
    Rule(
        "no commit in a service",
        "one request is one transaction: the edge commits it before the answer leaves, or nothing of it stands",
        _commits,
        _of_services,
        broken=("await session.commit()", "await session.rollback()", "async with session.begin_nested(): pass"),
        sound=("await session.flush()",),
    ),
    Rule(
        "no float near a score",
        "a score is exact and is computed again by others: Decimal or Fraction, decimal strings, NUMERIC",
        _is_float,
        _near_scores,
        broken=("points = 0.1", "points: float", "points = float(text)"),
        sound=("points = Decimal('0.1')", "count = 1"),
        except_in={"appraisal/standings/streaming.py": "seconds between two signs of life of a stream"},
    ),
    Rule(
        "one place chooses the language",
        "say(zh, en) and Refusal speak to the reader; a choice elsewhere forgets one of the two sooner or later",
        _chooses_language,
        lambda file: file.relative_to(SOURCE).parts[0] != "kit",
        broken=(
            "word = en if current_language.get() == 'en' else zh",
            "word = WORDS[current_language.get()]",
            "current_language.set('en')",
        ),
        sound=("write(trial, current_language.get())", "word = say(zh, en)"),
    ),
    Rule(
        "one way to replace a row",
        "upsert() of the kit names what is replaced and what stays; a second way forgets a column",
        _replaces,
        _anywhere,
        broken=("statement.on_conflict_do_update(index_elements=['id'], set_=changed)",),
        sound=("await upsert(session, table, rows)",),
        except_in={
            "kit/data/upserts.py": "the one way",
            "supervision/queries/record_numbers.py": "counts a series on, and replaces nothing",
            "directory/credentials/repository.py": "counts on from what stands, and not while it is locked",
            "supervision/queries/tallies.py": "adds to sums from a query, and replaces nothing",
        },
    ),
    Rule(
        "a refusal is declared",
        "refuse_if(find_...) raises what the same policy shows as an action that is not allowed, in both languages",
        _refuses_inline,
        _anywhere,
        broken=("raise RefusedByPolicy(reason=say('不可', 'no'))", "raise problems.RefusedByPolicy(reason=reason)"),
        sound=("responses = problems(RefusedByPolicy)",),
        except_in={"kit/policy/refusals.py": "refuse_if itself"},
    ),
    Rule(
        "no star import",
        "what a module offers is named; a reader and the type checker can follow a name to where it is made",
        _exports_all,
        _anywhere,
        broken=("from hengjian.targets.models import *",),
        sound=("from hengjian.targets.models import Plan",),
    ),
    Rule(
        "services do not read the environment",
        "settings come in as ServiceSettings, so that one process holds five services and a test any of them",
        _reads_environment,
        lambda file: _of_services(file) or file.relative_to(SOURCE).parts[0] in {"audit", "contracts"},
        broken=("where = os.environ['HENGJIAN_HOME']", "where = os.getenv('HENGJIAN_HOME')"),
        sound=("where = settings.folder",),
    ),
)
BY_NAME = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name.replace(" ", "_"))


def faults(rule: Rule, tree: ast.AST) -> Iterator[int]:
    return (getattr(node, "lineno", 0) for node in ast.walk(tree) if rule.finds(node))


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.AST]:
    return {file: ast.parse(file.read_text()) for file in sorted(SOURCE.rglob("*.py"))}


@BY_NAME
def test_the_house_keeps_it(rule: Rule, trees: dict[Path, ast.AST]) -> None:
    kept_by = {file: tree for file, tree in trees.items() if rule.covers(file)}
    assert kept_by, "a rule that covers nothing holds nothing"
    excepted = {SOURCE / name for name in rule.except_in}
    broken = [
        f"{file.relative_to(SOURCE)}:{line}: {rule.name}, because {rule.reason}"
        for file, tree in kept_by.items()
        if file not in excepted
        for line in faults(rule, tree)
    ]
    assert broken == []
    idle = [str(file.relative_to(SOURCE)) for file in excepted if not list(faults(rule, trees[file]))]
    assert idle == [], "an exception that nobody needs any more"


@BY_NAME
def test_a_violation_is_found(rule: Rule) -> None:
    for line in rule.broken:
        assert list(faults(rule, ast.parse(line))), line
    for line in rule.sound:
        assert not list(faults(rule, ast.parse(line))), line


LINTED = (
    ("DTZ", "from datetime import datetime\n\nMADE = datetime(2026, 3, 5)\n"),
    ("TID251", "from datetime import datetime\n\nNOW = datetime.now(tz=None)\n"),
    ("TID251", "from datetime import date\n\nTODAY = date.today()\n"),
    ("TID251", "import time\n\nNOW = time.time()\n"),
    ("TID251", "from fastapi import HTTPException\n\nFAULT = HTTPException(409)\n"),
    ("ARG", "def double(number: int, unused: int) -> int:\n    return number * 2\n"),
    ("T20", 'print("here")\n'),
    ("BLE", "try:\n    VALUE = 1\nexcept Exception:\n    VALUE = 2\n"),
    ("PERF", "FOUND = []\nfor number in range(3):\n    if number:\n        FOUND.append(number * 2)\n"),
    ("PIE", "HELD = {**{}, **{'a': 1}}\n"),
    ("FURB", "import re\n\nMARK = re.compile('x', re.I)\n"),
    ("PLW2901", "for line in ['a']:\n    line = line.strip()\n"),
    ("ASYNC", "import time\n\n\nasync def wait() -> None:\n    time.sleep(1)\n"),
)


@pytest.mark.parametrize(("code", "source"), LINTED, ids=lambda part: part if part.isalnum() else "")
def test_what_ruff_holds_is_switched_on(code: str, source: str) -> None:
    """In a service, with the house's own settings: a set that is dropped from them is missed here."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--stdin-filename", "src/hengjian/targets/plans/service.py", "-"],
        cwd=BACKEND,
        input=source,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"{code}" in done.stdout
