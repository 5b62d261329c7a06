"""Installations in which a small year has been played, one for each way to run."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from rich.console import Console

from hengjian.simulation.run import play_year
from tests.support.installation import Installation, open_installation

SEED = 2026


@dataclass(frozen=True)
class PlayedYear:
    """``counts`` is the closing summary; ``demo`` holds the logins and the machine client."""

    installation: Installation
    demo: Mapping[str, Any]
    counts: Mapping[str, str]


@contextmanager
def _played(seed: int, *mode: str) -> Iterator[PlayedYear]:
    with open_installation() as installation:
        installation.start("--demo", *mode)
        demo = json.loads(installation.home.demo_file.read_text())
        counts = asyncio.run(play_year(installation.address, seed, demo, Console(quiet=True), small=True))
        yield PlayedYear(installation, demo, dict(counts))


@pytest.fixture(scope="module")
def together() -> Iterator[PlayedYear]:
    with _played(SEED) as year:
        yield year


@pytest.fixture(scope="module")
def apart() -> Iterator[PlayedYear]:
    with _played(SEED, "--apart") as year:
        yield year


@pytest.fixture(params=["together", pytest.param("apart", marks=pytest.mark.apart)])
def year(request: pytest.FixtureRequest) -> PlayedYear:
    """The same test for both ways to run."""
    played: PlayedYear = request.getfixturevalue(request.param)
    return played
