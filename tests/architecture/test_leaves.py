"""A feature that nobody builds on can be cut off: its folders, its line in ``app.py`` or in the table of pages."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEAVES = {
    "appraisal": "manual",
    "directory": "people",
    "personnel": "outcomes",
    "supervision": "strictness",
    "targets": "rounds",
}
PAGES = ("manual", "strictness", "values")


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
    text, cuts = re.subn(rf"\n +{name},(?=\n)|(?<=[\[ ]){name}(?:, |(?=\]))", "", line.sub("", text))
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


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The web app with three features cut off."""
    tree = tmp_path_factory.mktemp("web") / "frontend"
    shutil.copytree(ROOT / "frontend", tree, ignore=shutil.ignore_patterns("node_modules", "dist", "test-results"))
    table = tree / "src" / "routes" / "features.ts"
    for leaf in PAGES:
        shutil.rmtree(tree / "src" / "features" / leaf)
        lines = rf'^import {{ {leaf} }} from "@/features/{leaf}/feature";\n|^  {leaf},\n'
        text, cuts = re.subn(lines, "", table.read_text(), flags=re.MULTILINE)
        assert cuts == 2, f"routes/features.ts names {leaf} twice"
        table.write_text(text)
    return tree


def test_no_page_leads_into_what_is_gone(web: Path) -> None:
    gone = re.compile(rf"features/({'|'.join(PAGES)})[/\"]")
    sources = [file for part in ("src", "e2e") for file in (web / part).rglob("*.ts*")]
    assert len(sources) > 300
    assert [str(file.relative_to(web)) for file in sources if gone.search(file.read_text())] == []


@pytest.mark.long
@pytest.mark.timeout(600)
def test_the_rest_of_the_web_app_has_its_types(web: Path) -> None:
    (web / "node_modules").symlink_to(ROOT / "frontend" / "node_modules")
    done = subprocess.run(["npx", "tsc", "--noEmit"], cwd=web, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
