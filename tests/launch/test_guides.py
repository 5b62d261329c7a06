"""The guides for developers, followed word by word in a copy of the tree: what they tell to run is run."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.installation import open_folder

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "docs" / "guides"
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def blocks(guide: str, language: str) -> list[list[str]]:
    """The lines of each code block, without the indentation of a list."""
    found = BLOCK.findall((GUIDES / guide).read_text())
    return [
        [line.removeprefix(indent) for line in text.splitlines()]
        for indent, spoken, text in found
        if spoken == language
    ]


@pytest.fixture(scope="module")
def copy() -> Iterator[Path]:
    """As a developer has it: the sources, what is installed, and what the type checker has learnt."""
    unwanted = shutil.ignore_patterns("__pycache__", "node_modules", "dist", "test-results", ".vite*")
    with open_folder() as tree:
        for name in ("backend", "docs", "frontend", "tests"):
            shutil.copytree(ROOT / name, tree / name, ignore=unwanted)
        for name in ("Makefile", "openapi.yaml"):
            shutil.copy2(ROOT / name, tree)
        for name in (".venv", "frontend/node_modules"):
            assert (ROOT / name / ".stamp").exists(), "make install comes first"
            (tree / name).symlink_to(ROOT / name)
        for pins in (*tree.glob("backend/*.*"), *tree.glob("frontend/package*.json")):
            os.utime(pins, (0, 0))  # what is installed is not the copy's to change
        yield tree


def run(copy: Path, command: str) -> str:
    """One line of a guide, in a shell that knows the copy's sources and nothing of this run."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ}
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=copy,
        env={**kept, "PYTHONPATH": str(copy / "backend" / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def written(copy: Path) -> list[str]:
    """What the lines by which a feature begins printed."""
    return [run(copy, command) for command in blocks("add-a-feature.md", "sh")[0]]


@pytest.fixture(scope="module")
def begun(copy: Path) -> list[str]:
    """The other four services, with a new feature each."""
    wanted = {"appraisal": "entity", "directory": "office-box", "personnel": "medal", "targets": "road-closure"}
    for service, name in wanted.items():
        run(copy, f".venv/bin/hengjian new-feature {service} {name} --zh 样例")
    return list(wanted)


class TestAFeature:
    @pytest.mark.timeout(600)
    @pytest.mark.usefixtures("written")
    def test_what_must_stay_green_is_green(self, copy: Path) -> None:
        for command in blocks("add-a-feature.md", "sh")[1]:
            if not command.startswith("cd frontend"):
                run(copy, command)

    @pytest.mark.long
    @pytest.mark.timeout(600)
    @pytest.mark.usefixtures("written")
    def test_so_is_its_page(self, copy: Path) -> None:
        pages = [command for command in blocks("add-a-feature.md", "sh")[1] if command.startswith("cd frontend")]
        for command in [*pages, "cd frontend && npm run --silent check"]:
            run(copy, command)

    def test_every_place_that_the_guide_names_was_written(self, copy: Path, written: list[str]) -> None:
        feature, migration, _ = written
        files = feature.splitlines()
        assert [file for file in files if not (copy / file).is_file()] == []
        assert (copy / migration.strip()).read_text().count("op.create_table(") == 1
        text = (GUIDES / "add-a-feature.md").read_text()
        table = text[text.index("| what | where |") : text.index("This is what must stay green")]
        named = [name for name in re.findall(r"`([\w./-]+/[\w./-]*)`", table) if name != "models/__init__.py"]
        assert len(named) > 12
        assert [name for name in named if not any(f"{name}" in f"{file}/" for file in [*files, migration])] == []


class TestAMigration:
    def test_a_changed_model_makes_a_revision(self, copy: Path) -> None:
        [[where, column]] = blocks("write-a-migration.md", "python")
        place = re.fullmatch(r"# (\S+), class (\w+)", where)
        assert place is not None
        model = copy / "backend" / "src" / place[1]
        head, line, rest = model.read_text().partition(f"class {place[2]}(")
        table, blank, columns = rest.partition("\n\n    ")
        model.write_text(f"{head}{line}{table}{blank}{column}\n    {columns}")
        [[command]] = blocks("write-a-migration.md", "sh")
        written = (copy / run(copy, command).strip()).read_text()
        assert written.count("op.add_column(") == 1
        assert column.partition(":")[0] in written


class TestNewFeature:
    """Each service takes one in, and nothing is half written where one cannot be."""

    def test_it_fits_in(self, copy: Path, begun: list[str]) -> None:
        run(copy, "cd backend && ../.venv/bin/ruff check src ../tests && ../.venv/bin/ruff format --check src ../tests")
        run(copy, "cd backend && ../.venv/bin/lint-imports")
        told = run(copy, f"{sys.executable} -c '{TELL_PATHS}'").split()
        wanted = zip(begun, ("entities", "office-boxes", "medals", "road-closures"), strict=True)
        assert [pair for pair in wanted if "/api/v1/{}/{}".format(*pair) not in told] == []

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ("targets road-closure --zh 样例", "already"),
            ("supervision visit --zh 督查", "already"),
            ("supervision notice --plural notice --zh 通知", "--plural"),
            ("supervision Notice! --zh 通知", "English words"),
            ("supervision notice --zh notice", "Chinese word"),
        ],
    )
    @pytest.mark.usefixtures("begun")
    def test_what_cannot_be_changes_nothing(self, copy: Path, arguments: str, said: str) -> None:
        before = {file: file.read_bytes() for file in (copy / "backend" / "src").rglob("*.py")}
        with pytest.raises(AssertionError, match=said):
            run(copy, f".venv/bin/hengjian new-feature {arguments}")
        assert {file: file.read_bytes() for file in (copy / "backend" / "src").rglob("*.py")} == before


TELL_PATHS = 'from hengjian.launch.contract import merge_contract; print(*merge_contract()["paths"])'
