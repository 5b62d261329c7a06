"""A developer's next revision is written from what differs, and from nothing else."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "backend" / "src"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources as a developer has them, to be changed."""
    folder = tmp_path / "src"
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def _write(copy: Path, service: str, title: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hengjian.cli", "new-migration", service, title],
        env={"PYTHONPATH": str(copy), "PATH": str(Path(sys.executable).parent), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_changed_model_and_a_changed_guard_make_one_revision(copy: Path) -> None:
    models = copy / "hengjian" / "targets" / "models" / "years.py"
    text = models.read_text()
    first = next(line for line in text.splitlines() if line.startswith("    ") and ": Mapped[" in line)
    models.write_text(text.replace(first, f"{first}\n    weather: Mapped[str | None]", 1))
    guard = copy / "hengjian" / "targets" / "migrations" / "functions" / "keep_frozen.sql"
    guard.write_text(guard.read_text().replace("is frozen", "stays as it is"))

    done = _write(copy, "targets", "Keep the weather")

    assert done.returncode == 0, done.stderr
    file = Path.cwd() / done.stdout.strip()
    assert file.name.endswith("_0002_keep_the_weather.py")
    written = file.read_text()
    assert 'revision = "targets_v1_0002"' in written
    assert 'down_revision = "targets_v1_0001"' in written
    assert written.count("op.add_column") == 1
    assert "weather" in written
    assert "stays as it is" in written
    assert "replace_entity" in written
    again = _write(copy, "targets", "Keep the weather")
    assert "agree" in again.stdout + again.stderr, "the revision brings the database to the models"


def test_nothing_is_written_where_nothing_changed(copy: Path) -> None:
    done = _write(copy, "directory", "Nothing")
    assert done.returncode != 0
    assert "agree" in done.stdout + done.stderr
    versions = copy / "hengjian" / "directory" / "migrations" / "versions"
    assert [file.name for file in versions.glob("*.py")] == [file.name for file in versions.glob("*_0001_begin_*.py")]
