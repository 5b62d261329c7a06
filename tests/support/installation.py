"""An installation as the person at the terminal has it: the command line, a data folder, a port."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from hengjian.launch.address import free_port
from hengjian.launch.home import Home
from hengjian.launch.postgres import EmbeddedPostgres, find_binaries
from tests.support.cluster import RUN_FOLDER

PATIENCE_SECONDS = 90
HENGJIAN = (sys.executable, "-m", "hengjian.cli")


def all_binaries() -> list[Any]:
    """The packaged PostgreSQL, and for the long run every one that Debian put on this machine."""
    others = sorted(path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return [find_binaries(), *(pytest.param(path, marks=pytest.mark.long) for path in others)]


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's account can reach; pytest's own are closed to it."""
    folder = Path(tempfile.mkdtemp(prefix="hengjian-launch-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Installation:
    def __init__(self, folder: Path) -> None:
        self.home = Home(folder / "home")
        self.port = free_port()
        self.output = folder / "output"
        self.is_under_nohup = False
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A command to its end."""
        return subprocess.run(
            [*HENGJIAN, *arguments],
            env=self._environment(environment),
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )

    def launch(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """``hengjian up``, without waiting for it.

        A child inherits what its parent ignores: SIGHUP under ``nohup``, SIGINT in the background of a script. What
        started the tests must not matter.
        """
        hangup = "--ignore-signal=HUP" if self.is_under_nohup else "--default-signal=HUP"
        signals = (hangup, "--default-signal=INT")
        with self.output.open("wb") as output:
            self._process = subprocess.Popen(
                ["env", *signals, *HENGJIAN, "up", "--no-simulate", "--port", str(self.port), *arguments],
                env=self._environment(environment),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        return self._process

    def start(self, *arguments: str, **environment: str) -> None:
        """``hengjian up``, until it answers."""
        process = self.launch(*arguments, **environment)
        end = time.monotonic() + PATIENCE_SECONDS
        while not self.answers():
            assert process.poll() is None, self.output.read_text()
            assert time.monotonic() < end, self.output.read_text()
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/api/v1/health", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None
        return self._process

    def family(self) -> list[psutil.Process]:
        """The running command and everything it has started."""
        root = psutil.Process(self.process.pid)
        return [root, *root.children(recursive=True)]

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal and wait; returns the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def end(self) -> None:
        """Whatever a failed test left running."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=30)
        server = EmbeddedPostgres(self.home.cluster, "")
        if server.place() != self.home.cluster:
            shutil.rmtree(server.cluster.parent, ignore_errors=True)

    def create_administrators(self, **usernames: str) -> dict[str, str]:
        """By ``create-admin``, one for each of ``system`` and ``security`` that is named; the password of each by
        username."""
        named = [f"--{office}={name}" for office, name in usernames.items()]
        names = [f"--{office}-name=管理员 {name}" for office, name in usernames.items()]
        is_recovery = len(usernames) == 1
        done = self.run("create-admin", *named, *names, *(["--recover"] if is_recovery else []))
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        given = dict(line.split(": ")[1].split() for line in done.stdout.splitlines() if ": " in line)
        assert set(given) == set(usernames.values())
        return given

    def sign_in(self, role: str) -> httpx.Client:
        """A browser in which the demo login of this role has signed in."""
        logins = json.loads(self.home.demo_file.read_text())["logins"]
        password = next(login["password"] for login in logins if login["role"] == role)
        return self.sign_in_as(role, password)

    def sign_in_as(self, username: str, password: str) -> httpx.Client:
        client = httpx.Client(base_url=self.address, timeout=30)
        answer = client.post("/api/v1/directory/session", json={"username": username, "password": password})
        assert answer.status_code == 201, answer.text
        client.headers["X-CSRF-Token"] = client.cookies["hj_csrf"]
        return client

    def sign_in_first(self, username: str, given: str, own: str) -> httpx.Client:
        """The browser of somebody who replaces the given password by one of the own choice."""
        client = self.sign_in_as(username, given)
        change = {"present": given, "new": own}
        client.post("/api/v1/directory/session:change-password", json=change).raise_for_status()
        client.headers["X-CSRF-Token"] = client.cookies["hj_csrf"]
        return client

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HENGJIAN_")}
        return {**kept, "HENGJIAN_HOME": str(self.home.folder), "COLUMNS": "200", **more}


@contextmanager
def open_installation(*, migrated: bool = True) -> Iterator[Installation]:
    """In a folder of its own, ended and removed at the end; ``migrated`` gives it a database with its tables."""
    with open_folder() as folder:
        installation = Installation(folder)
        if migrated:
            subprocess.run(["cp", "-a", str(_migrated_home()), str(installation.home.folder)], check=True)
        try:
            yield installation
        finally:
            installation.end()


def _migrated_home() -> Path:
    """Made once in a test run by whichever worker comes first; the others wait for it, and all of them copy it."""
    folder = Path(os.environ[RUN_FOLDER]) / "migrated"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        pattern = Installation(folder)
        if not folder.exists():
            folder.mkdir(mode=0o755)
            done = pattern.run("migrate")
            assert done.returncode == 0, done.stderr
        return pattern.home.folder


def wait_until_gone(family: list[psutil.Process]) -> list[str]:
    """Command lines of those still running after some patience."""
    _, alive = psutil.wait_procs(family, timeout=20)
    return [" ".join(process.cmdline()) for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def unit_class(code: str) -> dict[str, object]:
    return {"items": [{"code": code, "name": f"类 {code}", "kind": "township", "basis": "工业为主"}]}


def enter_class(client: httpx.Client, code: str) -> httpx.Response:
    return client.post("/api/v1/directory/unit-classes:batch", json=unit_class(code))


def class_codes(client: httpx.Client) -> set[str]:
    address: str | None = "/api/v1/directory/unit-classes?limit=200"
    codes: set[str] = set()
    while address:
        page = client.get(address).raise_for_status().json()
        codes |= {row["code"] for row in page["items"]}
        address = page["next"]
    return codes
