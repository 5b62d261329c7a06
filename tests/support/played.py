"""A small year, played once in a run; whoever needs one starts from a copy of its data folder.

``python -m tests.support.played FOLDER`` plays it for what is no Python: the browser stories.
"""

import asyncio
import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console

from hengjian.simulation.run import play_year
from tests.support.cluster import RUN_FOLDER
from tests.support.installation import Installation, open_installation
from tests.support.reading import digests_so_far

SEED = int(os.environ.get("HENGJIAN_TEST_SEED", "2026"))
"""The stories of the browser and the year apart are told with another one in the long run."""

YEAR_FOLDER = "HENGJIAN_TEST_YEAR"
"""Names the folder where a run keeps its year, so that several processes of one run share it."""

STOPS = (2, 4)
"""Months at whose end the play pauses and the county is read, for comparison; the second closes the first quarter."""


@dataclass(frozen=True)
class PlayedYear:
    """``counts`` is the closing summary; ``demo`` holds the logins and the machine client."""

    installation: Installation
    demo: Mapping[str, Any]
    counts: Mapping[str, str]

    @contextmanager
    def machine(self) -> Iterator[httpx.Client]:
        """The demo's machine client, with all its scopes."""
        with httpx.Client(base_url=self.installation.address, timeout=30) as client:
            form = {"grant_type": "client_credentials", **self.demo["client"]}
            answer = client.post("/api/v1/directory/oauth/token", data=form)
            assert answer.status_code == 200, answer.text
            client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
            yield client


async def play(installation: Installation, seed: int = SEED, until_month: int | None = None) -> dict[str, str] | None:
    """Counts of the year, or None where it pauses; what has been played before is not played again."""
    demo = json.loads(installation.home.demo_file.read_text())
    journal = installation.home.folder.with_name("journal")
    counts = await play_year(
        installation.address,
        seed,
        demo,
        Console(quiet=True),
        small=True,
        journal_file=journal,
        until_month=until_month,
    )
    return None if counts is None else dict(counts)


def play_once(folder: Path) -> None:
    """Whoever comes first plays, the others wait; complete when ``year.json`` stands."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # PostgreSQL's account must reach it
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "year.json").exists():
            return
        installation = Installation(folder)
        installation.start("--demo")
        try:
            content = asyncio.run(_play_and_pause(installation))
        finally:
            stopped = installation.stop()
        assert stopped == 0, installation.output.read_text()
        (folder / "year.json").write_text(json.dumps(content, ensure_ascii=False))


async def _play_and_pause(installation: Installation) -> dict[str, Any]:
    pauses = {}
    for month in STOPS:
        assert await play(installation, until_month=month) is None
        pauses[str(month)] = digests_so_far(installation.sign_in("auditor"))
    return {"counts": await play(installation), "pauses": pauses}


def _the_years_folder() -> Path:
    named = os.environ.get(YEAR_FOLDER)
    folder = Path(named) if named else Path(os.environ[RUN_FOLDER]) / "year"
    play_once(folder)
    return folder


def read_pause(month: int) -> dict[str, str]:
    """What the county said at the end of that month."""
    content: dict[str, str] = json.loads((_the_years_folder() / "year.json").read_text())["pauses"][str(month)]
    return content


@contextmanager
def open_copy(*mode: str) -> Iterator[PlayedYear]:
    """The year in an installation of its own, running."""
    folder = _the_years_folder()
    with open_installation(migrated=False) as installation:
        subprocess.run(["cp", "-a", str(folder / "home"), str(installation.home.folder)], check=True)
        installation.start("--demo", *mode)
        demo = json.loads(installation.home.demo_file.read_text())
        yield PlayedYear(installation, demo, json.loads((folder / "year.json").read_text())["counts"])


if __name__ == "__main__":
    play_once(Path(sys.argv[1]))
