"""Small files, and nothing in them that belongs elsewhere."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = {".css": 400, ".html": 400, ".md": 400, ".py": 400, ".sh": 400, ".ts": 250, ".tsx": 250, ".yaml": 400}
GENERATED = ("openapi.yaml", "frontend/src/api/generated/", "frontend/package-lock.json", "backend/requirements")
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
