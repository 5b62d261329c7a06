"""What the project is made of is told: each package with its part and its purpose."""

import ast
import json
import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "dependencies.md"
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)

PARTS_OF_OTHERS = {"botocore": "boto3", "pydantic-core": "pydantic", "starlette": "fastapi", "watchfiles": "uvicorn"}
"""What is released with another package and for it."""

Told = dict[tuple[str, str], str]


def told(text: str) -> Told:
    """Purpose by package and part."""
    return {(name, part.strip()): purpose.strip() for name, part, purpose in ROW.findall(text)}


def names_of(requirements: Iterable[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0] for requirement in requirements}


def asked_for() -> set[tuple[str, str]]:
    project = tomllib.loads((ROOT / "backend" / "pyproject.toml").read_text())
    package = json.loads((ROOT / "frontend" / "package.json").read_text())
    parts = {
        "server": names_of(project["project"]["dependencies"]),
        "server, development": names_of(project["dependency-groups"]["dev"]),
        "web": set(package["dependencies"]),
        "web, development": set(package["devDependencies"]),
    }
    return {(name, part) for part, names in parts.items() for name in names}


def test_every_package_has_a_purpose_and_every_purpose_a_package() -> None:
    table = told(TABLE.read_text())
    assert table.keys() == asked_for()
    assert all(table.values())


def test_a_package_without_a_line_would_be_missed() -> None:
    lines = TABLE.read_text().splitlines()
    without = "\n".join(line for line in lines if not line.startswith("| `zxcvbn`"))
    assert asked_for() - told(without).keys() == {("zxcvbn", "server")}


def test_what_is_shipped_is_locked_by_hash() -> None:
    """The tool that lists it is too."""
    for lock in ("backend/requirements.lock", "infra/sbom/requirements.lock"):
        pinned = re.split(r"\n(?=[a-z])", (ROOT / lock).read_text())
        assert [entry for entry in pinned if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_what_is_imported_is_asked_for() -> None:
    """Not only brought along by something else, which may stop doing so."""
    found = {
        name.partition(".")[0]
        for file in (ROOT / "backend" / "src").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        for name in _imported(node)
    }
    distributions = packages_distributions()
    foreign = {distributions[name][0].lower().replace("_", "-") for name in found & distributions.keys()} - {"hengjian"}
    assert "asyncpg" in foreign
    assert foreign - {name for name, part in asked_for() if part == "server"} - PARTS_OF_OTHERS.keys() == set()


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and node.level == 0 else []
