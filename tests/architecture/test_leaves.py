"""A feature that nobody builds on can be cut off: its two folders and its line in ``app.py``, and the rest stands."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEAVES = {"directory": "people", "personnel": "outcomes", "targets": "values"}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree with one feature of each service cut off; what ``make check`` has learnt of the types goes with it."""
    tree = tmp_path_factory.mktemp("tree")
    unwanted = shutil.ignore_patterns("__pycache__", "static")
    shutil.copytree(ROOT / "backend" / "src", tree / "backend" / "src", ignore=unwanted)
    shutil.copytree(ROOT / "tests", tree / "tests", ignore=unwanted)
    shutil.copy(ROOT / "backend" / "pyproject.toml", tree / "backend")
    if (learnt := ROOT / "backend" / ".mypy_cache").is_dir():
        shutil.copytree(learnt, tree / "backend" / ".mypy_cache")
    for service, leaf in LEAVES.items():
        shutil.rmtree(tree / "backend" / "src" / "hengjian" / service / leaf)
        shutil.rmtree(tree / "tests" / service / leaf)
        app = tree / "backend" / "src" / "hengjian" / service / "app.py"
        app.write_text(without_router(app.read_text(), service, leaf))
    return tree


def without_router(text: str, service: str, leaf: str) -> str:
    line = re.compile(rf"^from hengjian\.{service}\.{leaf}\.endpoints import router as (\w+)\n", re.MULTILINE)
    [name] = line.findall(text)
    text, cuts = re.subn(rf"(?<=[\[ ]){name}(, |(?=\]))", "", line.sub("", text))
    assert cuts == 1, f"{service}/app.py mounts {leaf} in one list"
    return text


def test_the_rest_can_be_imported(copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import hengjian.gateway, hengjian.cli; print(hengjian.gateway.__file__)"],
        cwd=copy / "backend",
        env={"PYTHONPATH": str(copy / "backend" / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith(str(copy)), done.stderr


def test_the_rest_has_its_types(copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "src", "../tests"],
        cwd=copy / "backend",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
