"""What import-linter cannot see of appraisal's rooms: who asks a session."""

import ast
from pathlib import Path

import pytest

APPRAISAL = Path(__file__).parents[2] / "backend" / "src" / "hengjian" / "appraisal"
ASKING = {
    *("add", "add_all", "delete", "execute", "expire", "flush", "get", "merge", "refresh", "scalar", "scalars"),
    *("stream", "stream_scalars"),
}
ROOMS = sorted(
    file
    for file in APPRAISAL.rglob("*.py")
    if file.name != "repository.py" and "migrations" not in file.relative_to(APPRAISAL).parts
)


@pytest.mark.parametrize("file", ROOMS, ids=lambda file: str(file.relative_to(APPRAISAL)))
def test_only_repositories_ask_a_session(file: Path) -> None:
    asked = [
        node.lineno
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "session"
        and node.attr in ASKING | {"commit", "rollback"}
    ]
    assert asked == []
