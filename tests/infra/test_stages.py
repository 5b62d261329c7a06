"""What runs the stages of ``make test``: side by side, each told in one piece, all stopped when one fails."""

import os
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
hangs:
	@echo said before it hung; trap '' INT; while :; do sleep 0.1; done
slow:
\t@trap 'touch tidied; exit' INT; echo never told; while :; do sleep 0.1; done
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Makefile").write_text(MAKEFILE)
    return tmp_path


def run(folder: Path, *lanes: str, longest: str = "60") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(STAGES), *lanes]
    environment = {**os.environ, "HENGJIAN_STAGE_SECONDS": longest}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)


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


def test_a_stage_that_hangs_is_ended_and_tells_what_it_said(folder: Path) -> None:
    done = run(folder, "hangs one", longest="1")
    assert done.returncode == 1
    assert "hangs: stopped after 1 s" in done.stdout
    assert "sleep 0.1" in done.stdout, "which processes were left"
    assert "said before it hung" in done.stdout
    assert "one of one" not in done.stdout
