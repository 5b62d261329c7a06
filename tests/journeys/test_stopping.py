"""A play that is killed goes on where it stopped, and one whose server is killed waits for it."""

import subprocess
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.support.installation import HENGJIAN, Installation, open_installation, wait_until_gone
from tests.support.played import SEED, read_pause
from tests.support.reading import digests_so_far, read_all

MONTH = 2
PLAY = (*HENGJIAN, "simulate-year", "--small", "--seed", str(SEED), "--until-month", str(MONTH))


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    with open_installation() as made:
        made.start("--demo")
        yield made


@pytest.fixture
def play(installation: Installation) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts the command; what still runs at the end is killed."""
    begun: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        with installation.output.with_name("play").open("ab") as output:
            command = [*PLAY, "--url", installation.address, "--home", str(installation.home.folder)]
            begun.append(subprocess.Popen(command, stdout=output, stderr=output))
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait()


def wait_for_rows(client: httpx.Client, path: str, process: subprocess.Popen[bytes], **query: str) -> None:
    """Until the play has come so far."""
    end = time.monotonic() + 90
    while not read_all(client, path, **query):
        assert process.poll() is None, "it was over too soon"
        assert time.monotonic() < end
        time.sleep(0.02)


def said(installation: Installation) -> str:
    return installation.output.with_name("play").read_text()


def test_two_players_of_one_year(installation: Installation, play: Callable[[], subprocess.Popen[bytes]]) -> None:
    player = play()
    wait_for_rows(installation.sign_in("auditor"), "directory/units", player)
    second = installation.run("simulate-year", "--small", "--seed", str(SEED), "--url", installation.address)
    assert second.returncode == 1
    assert "this year is being played" in second.stderr
    player.kill()
    player.wait()
    other = installation.run("simulate-year", "--small", "--seed", str(SEED + 1), "--url", installation.address)
    assert other.returncode == 1
    assert "holds another unfinished year" in other.stderr


def test_killed_players_and_a_killed_server_change_nothing(
    installation: Installation, play: Callable[[], subprocess.Popen[bytes]]
) -> None:
    for path in ("targets/plans", "targets/reports", "supervision/deductions"):
        player = play()
        wait_for_rows(installation.sign_in("auditor"), path, player)
        player.kill()
        player.wait()
    player = play()
    wait_for_rows(installation.sign_in("auditor"), "supervision/deductions", player, state="notified")
    family = installation.family()
    family[0].kill()
    assert wait_until_gone(family) == []
    installation.start("--demo")
    assert player.wait(timeout=180) == 0, said(installation)
    assert digests_so_far(installation.sign_in("auditor")) == read_pause(MONTH)
