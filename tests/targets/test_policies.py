"""Policies judge what they are given: they neither read nor write."""

import ast
from pathlib import Path

import pytest

import hengjian.targets

POLICIES = sorted(Path(hengjian.targets.__path__[0]).rglob("policy.py"))


@pytest.mark.parametrize("file", POLICIES, ids=lambda file: str(file.parent.name))
def test_a_policy_is_pure(file: Path) -> None:
    tree = ast.parse(file.read_text())
    imported = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert not [name for name in imported if "repository" in name or "kit.database" in name or "service" in name]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]
