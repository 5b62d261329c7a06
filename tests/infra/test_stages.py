"""What runs the stages of ``make test``: side by side, each told in one piece, all stopped when one fails."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

STAGES = Path(__file__).parents[2] / "infra" / "stages.py"
MAKEFILE = """
one:
\t@echo one of one; echo two of one
two: one.done
\t@test ! -e after && echo two
one.done:
\t@touch one.done
after:
\t@test -e one.done && touch after && echo after
fails:
\t@sleep 0.5; echo what was wrong; exit 3
slow:
\t@trap 'touch tidied; exit' INT; echo never told; while :; do sleep 0.1; done
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Makefile").write_text(MAKEFILE)
    return tmp_path


def run(folder: Path, *lanes: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(STAGES), *lanes]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_groups_wait_for_one_another_and_outputs_stay_whole(folder: Path) -> None:
    done = run(folder, "one two", "one.done", "--", "after")
    assert done.returncode == 0, done.stdout
    assert "one of one\ntwo of one\n" in done.stdout
    costs = done.stdout.partition("stages, together")[2].splitlines()[1:]
    assert sorted(line.split()[:2] for line in costs) == [[t, "passed"] for t in ("after", "one", "one.done", "two")]
    assert costs[-1].split()[0] == "after"


def test_a_failure_stops_everything_and_is_told(folder: Path) -> None:
    begun = time.monotonic()
    done = run(folder, "fails one", "slow two", "--", "after")
    assert time.monotonic() - begun < 30
    assert done.returncode == 1
    assert "what was wrong" in done.stdout
    assert "never told" not in done.stdout
    costs = done.stdout.partition("stages, together")[2].splitlines()[1:]
    assert sorted(line.split()[:2] for line in costs) == [["fails", "failed"], ["slow", "stopped"]]
    assert (folder / "tidied").exists(), "it could not put its things away"
