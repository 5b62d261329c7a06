"""What the rooms of a feature may do, beyond what the import contracts can say."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import hengjian

SOURCE = Path(hengjian.__path__[0])
SERVICES = ("directory", "personnel", "targets")
POLICIES = sorted(file for name in SERVICES for file in (SOURCE / name).rglob("policy.py"))
STATEMENTS = {
    "add", "add_all", "delete", "execute", "flush", "get", "get_one", "merge", "refresh", "scalar", "scalars", "stream",
}  # fmt: skip
"""Methods of a session that only a repository calls; services change what they hold."""


def named(files: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", files, ids=lambda file: str(file.relative_to(SOURCE)))


def outside_repositories() -> Iterator[Path]:
    for name in SERVICES:
        for file in sorted((SOURCE / name).rglob("*.py")):
            rooms = file.relative_to(SOURCE / name).parts
            if file.name != "repository.py" and rooms[0] not in {"models", "models.py", "migrations"}:
                yield file


@named(POLICIES)
def test_a_policy_neither_reads_nor_writes(file: Path) -> None:
    tree = ast.parse(file.read_text())
    imported = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    parts = {part for name in imported for part in name.split(".")}
    assert not parts & {"repository", "database", "service"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]


@named(POLICIES)
def test_a_policy_answers_and_does_not_raise_obstacles(file: Path) -> None:
    functions = [node for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)]
    assert not [function.name for function in functions if function.name.startswith("check_")]


@named(list(outside_repositories()))
def test_only_repositories_speak_to_the_database(file: Path) -> None:
    spoken = [
        f"{node.lineno}: session.{node.func.attr}"
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in STATEMENTS
        and ast.unparse(node.func.value).rpartition(".")[2] in {"session", "_session"}
    ]
    assert not spoken
