"""Small files, and nothing in them that belongs elsewhere."""

import ast
import re
import subprocess
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = {".css": 400, ".html": 400, ".md": 400, ".py": 400, ".sh": 400, ".ts": 250, ".tsx": 250, ".yaml": 400}
GENERATED = ("openapi.yaml", "frontend/src/api/generated/", "frontend/package-lock.json", "backend/requirements")
KIT = ROOT / "backend" / "src" / "hengjian" / "kit"
ROOM_LINES = 1000
SAYS_NOTHING = {
    *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT),
    *(tokenize.ENCODING, tokenize.ENDMARKER),
}
REGISTRIES = re.compile(r"(?i)(files\.pythonhosted|pypi\.org|registry\.npmjs|npmmirror|tuna\.tsinghua|mirrors\.aliyun)")


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """What git keeps, and what it would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_file_is_too_long(files: list[Path]) -> None:
    long = {}
    for file in files:
        name = str(file.relative_to(ROOT))
        if file.suffix in LONGEST and not name.startswith(GENERATED):
            lines = len(file.read_text().splitlines())
            if lines > LONGEST[file.suffix]:
                long[name] = lines
    assert long == {}


def test_no_file_names_a_registry(files: list[Path]) -> None:
    texts = [file for file in files if file.suffix not in {".png", ".gz", ".woff2", ".ico"} and file != Path(__file__)]
    naming = [str(file.relative_to(ROOT)) for file in texts if REGISTRIES.search(file.read_text(errors="replace"))]
    assert naming == []


def test_nothing_is_left_for_later(files: list[Path]) -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    sources = [file for file in files if file.suffix in {".py", ".ts", ".tsx", ".css"} and file != Path(__file__)]
    found = [str(file.relative_to(ROOT)) for file in sources if later.search(file.read_text())]
    assert found == []


def _lines_of_code(file: Path) -> int:
    """Without blank lines, comments and docstrings."""
    with file.open("rb") as content:
        tokens = [token for token in tokenize.tokenize(content.readline) if token.type not in SAYS_NOTHING]
    spoken = {line for token in tokens for line in range(token.start[0], token.end[0] + 1)}
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            spoken -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(spoken)


@pytest.mark.parametrize("room", sorted(folder for folder in KIT.iterdir() if (folder / "__init__.py").exists()))
def test_a_room_of_the_kit_stays_small(room: Path) -> None:
    """Each can be read in an hour; what outgrows that is a library's work."""
    assert sum(_lines_of_code(file) for file in room.glob("*.py")) < ROOM_LINES, room.name
