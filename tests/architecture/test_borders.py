"""Borders that import contracts cannot draw (those are held by lint-imports, from backend/pyproject.toml)."""

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.util import find_spec
from pathlib import Path

import pytest

from hengjian.contracts.subscriptions import SUBSCRIBERS
from hengjian.kit.settings import ServiceName

SOURCE = Path(__file__).parents[2] / "backend" / "src" / "hengjian"
ENGINE = SOURCE / "appraisal" / "engine"
IMPURE = {
    *(
        "asyncio",
        "builtins",
        "datetime",
        "gc",
        "http",
        "importlib",
        "io",
        "logging",
        "os",
        "pathlib",
        "random",
        "secrets",
    ),
    *(
        "shutil",
        "signal",
        "socket",
        "sqlite3",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
        "urllib",
        "warnings",
    ),
}
REACHES_OUT = {"__import__", "breakpoint", "eval", "exec", "input", "open", "print"}
D, T, S, A, P = ServiceName
PERMITTED = {D: {T, S, A, P}, T: {S, A}, S: {A}, A: {P}, P: set()}


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            assert node.module is not None
            yield node.module


class TestEngine:
    @pytest.mark.parametrize("file", sorted(ENGINE.rglob("*.py")), ids=lambda file: str(file.relative_to(ENGINE)))
    def test_it_knows_the_standard_library_and_canonical_json(self, file: Path) -> None:
        own = "hengjian.appraisal.engine"
        for module in _imports(file):
            if module == own or module.startswith(f"{own}."):
                continue
            root = module.partition(".")[0]
            assert root == "rfc8785" or root in sys.stdlib_module_names - IMPURE, module

    @pytest.mark.parametrize("file", sorted(ENGINE.rglob("*.py")), ids=lambda file: str(file.relative_to(ENGINE)))
    def test_it_opens_and_prints_nothing(self, file: Path) -> None:
        named = {node.id for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Name)}
        assert named & REACHES_OUT == set()

    @pytest.mark.parametrize("file", sorted(ENGINE.rglob("*.py")), ids=lambda file: str(file.relative_to(ENGINE)))
    def test_no_number_is_a_float(self, file: Path) -> None:
        for node in ast.walk(ast.parse(file.read_text())):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), node.lineno
            called = node.func if isinstance(node, ast.Call) else None
            assert not (isinstance(called, ast.Name) and called.id == "float"), f"line {node.lineno}"  # type: ignore[attr-defined]


class TestEvents:
    def test_they_go_only_where_they_may(self) -> None:
        for publisher, table in SUBSCRIBERS.items():
            hearers = {subscriber for subscribers in table.values() for subscriber in subscribers}
            assert hearers <= PERMITTED[publisher], publisher

    def test_there_is_no_cycle(self) -> None:
        graph = {
            publisher: {subscriber for subscribers in table.values() for subscriber in subscribers}
            for publisher, table in SUBSCRIBERS.items()
        }
        assert list(TopologicalSorter(graph).static_order())[-1] is D


class TestRooms:
    @pytest.mark.parametrize("service", ServiceName)
    def test_each_service_has_the_same_rooms(self, service: ServiceName) -> None:
        for room in ("app", "models", "permissions"):
            assert find_spec(f"hengjian.{service}.{room}"), room
        assert (SOURCE / service / "migrations" / "env.py").exists()
        assert list((SOURCE / service / "migrations" / "versions").glob("*_0001_begin_*.py"))

    @pytest.mark.parametrize("service", ServiceName)
    def test_a_feature_is_a_folder(self, service: ServiceName) -> None:
        loose = [file.name for file in (SOURCE / service).glob("endpoints.py")]
        assert loose == []
        for file in (SOURCE / service).glob("*/*endpoints.py"):
            assert (file.parent / "__init__.py").exists()

    def test_the_kit_says_no_service_by_name(self) -> None:
        """Only its list of services does; a branch on one of them would be a domain word in the technical library."""
        for file in sorted((SOURCE / "kit").rglob("*.py")):
            named = {
                node.attr
                for node in ast.walk(ast.parse(file.read_text()))
                if isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "ServiceName"
            }
            assert named == set(), file.name
