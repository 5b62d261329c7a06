"""The same five services as five processes behind nginx."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from socket import socket

from hengjian.kit.answers.security import TLS_ONLY
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.launch.address import HOST, address_of, listen
from hengjian.launch.children import start_child, stop_children
from hengjian.launch.home import write_secret
from hengjian.launch.postgres import is_reachable
from hengjian.launch.ready import wait_until_answering
from hengjian.launch.signals import is_leaving
from hengjian.launch.trouble import LaunchRefusedError
from hengjian.launch.wanted import Database, Wanted

NGINX_TEMPLATE = Path(__file__).resolve().parents[4] / "infra" / "nginx" / "hengjian.conf.template"
DEATHS_ALLOWED = 3
DEATHS_WITHIN_SECONDS = 60


def service_environment(settings: ServiceSettings) -> dict[str, str]:
    """Settings as the environment that ``hengjian serve`` reads them from."""
    private = settings.token_private_key
    values = {
        "HENGJIAN_SERVICE": str(settings.service),
        "HENGJIAN_DATABASE_URL": settings.database_url,
        "HENGJIAN_SEALING_DATABASE_URL": settings.sealing_database_url,
        "HENGJIAN_AUDIT_KEY": settings.audit_key.get_secret_value(),
        "HENGJIAN_AUDIT_HEADS_FILE": str(settings.audit_heads_file or ""),
        "HENGJIAN_AUDIT_COPY": settings.audit_copy or "",
        "HENGJIAN_BEHIND_PROXY": str(settings.behind_proxy).lower(),
        "HENGJIAN_INTERNAL_KEY": settings.internal_key.get_secret_value(),
        "HENGJIAN_TOKEN_PUBLIC_KEY": settings.token_public_key,
        "HENGJIAN_TOKEN_PRIVATE_KEY": private.get_secret_value() if private else "",
        "HENGJIAN_SIGNING_KEY_FILE": str(settings.signing_key_file or ""),
        "HENGJIAN_FILE_STORE": settings.file_store or "",
        "HENGJIAN_PEERS": json.dumps({str(name): address for name, address in settings.peers.items()}),
        "HENGJIAN_DEMO": str(settings.demo).lower(),
        "HENGJIAN_REHEARSAL": str(settings.rehearsal).lower(),
        "HENGJIAN_CONNECTIONS": str(settings.connections),
        "HENGJIAN_POOL_SIZE": str(settings.pool_size),
        "HENGJIAN_SECURE_COOKIES": str(settings.is_secured).lower(),
        "HENGJIAN_IDLE_MINUTES": str(settings.idle_minutes),
        "HENGJIAN_REQUESTS_PER_MINUTE": str(settings.requests_per_minute),
        "HENGJIAN_UPLOADS_MB_A_DAY": str(settings.uploads_mb_a_day),
    }
    return {name: value for name, value in values.items() if value}


def print_environment(values: Mapping[str, str], folder: Path | None, say: Callable[[str], None]) -> None:
    """As a file that systemd, compose and a shell read alike, or as one file a variable."""
    if folder is None:
        for name, value in values.items():
            quoted = value.replace("\\", "\\\\").replace('"', '\\"')
            say(f'{name}="{quoted}"')
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, value in values.items():
        write_secret(folder / name, value)


def render_nginx_config(values: Mapping[str, str]) -> str:
    """The template of ``infra/nginx`` with every ``${name}`` replaced; nginx's own ``$names`` stay."""
    return re.sub(r"\$\{(\w+)\}", lambda found: values[found[1]], NGINX_TEMPLATE.read_text())


def write_nginx_config(
    folder: Path, port: int, ports: Mapping[ServiceName, int], web_dir: Path | None, *, is_secured: bool
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    files = web_dir or folder
    # nginx started by root answers as another account, which could not read files below a private folder.
    stays_root = os.geteuid() == 0 and not (is_reachable(files / "index.html") and is_reachable(folder / "body"))
    values = {
        "account": "user root;" if stays_root else "",
        "folder": str(folder),
        "listen": f"{HOST}:{port}",
        "web_dir": str(files),
        "transport_security": TLS_ONLY["Strict-Transport-Security"] if is_secured else "",
        **{f"{name}_address": f"{HOST}:{service_port}" for name, service_port in ports.items()},
    }
    file = folder / "nginx.conf"
    file.write_text(render_nginx_config(values))
    return file


def find_nginx() -> str:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if nginx is None:
        raise LaunchRefusedError("找不到 nginx / nginx is not installed")
    return nginx


class _Program:
    """One process of the installation; started again when it dies, unless it does nothing else."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], inherited: Sequence[int] = ()
    ) -> None:
        self.name = name
        self._command = command
        self._environment = environment
        self._inherited = inherited
        self._deaths: list[float] = []
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return start_child(self._command, environment=self._environment, pass_fds=self._inherited)

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def start_again(self) -> None:
        now = time.monotonic()
        self._deaths = [at for at in self._deaths if now - at < DEATHS_WITHIN_SECONDS] + [now]
        if len(self._deaths) > DEATHS_ALLOWED:
            raise LaunchRefusedError(f"{self.name} 反复停止 / {self.name} keeps stopping")
        self.process = self._start()


def serve_apart(wanted: Wanted, database: Database, when_ready: Callable[[], None], say: Callable[[str], None]) -> None:
    nginx = find_nginx()
    with ExitStack() as held:
        sockets = {name: held.enter_context(listen()) for name in ServiceName}
        _serve_on(sockets, nginx, wanted, database, when_ready, say)


def _serve_on(
    sockets: Mapping[ServiceName, socket],
    nginx: str,
    wanted: Wanted,
    database: Database,
    when_ready: Callable[[], None],
    say: Callable[[str], None],
) -> None:
    """The sockets stay open while a service is started again: its callers wait instead of being refused."""
    ports = {name: listening.getsockname()[1] for name, listening in sockets.items()}
    peers = {name: address_of(port) for name, port in ports.items()}
    settings = wanted.home.settings(
        database.url, database.name, demo=wanted.demo, rehearsal=wanted.rehearsal, peers=peers
    )
    folder = wanted.home.folder / "nginx"
    is_secured = settings[ServiceName.DIRECTORY].is_secured
    config = write_nginx_config(folder, wanted.port, ports, wanted.web_dir, is_secured=is_secured)
    programs: list[_Program] = []
    try:
        for name, listening in sockets.items():
            command = [sys.executable, "-m", "hengjian.cli", "serve", str(name), "--fd", str(listening.fileno())]
            environment = _clean_environment() | service_environment(settings[name])
            programs.append(_Program(str(name), command, environment, [listening.fileno()]))
        front = [nginx, "-e", str(folder / "error.log"), "-c", str(config), "-g", "daemon off;"]
        programs.append(_Program("nginx", front, _clean_environment()))
        wait_until_answering(address_of(wanted.port), lambda: all(program.is_alive for program in programs))
        when_ready()
        while not is_leaving():
            time.sleep(0.5)
            for program in programs:
                if not program.is_alive:
                    say(f"{program.name} 意外停止，正在重启 / stopped unexpectedly and is started again")
                    program.start_again()
    finally:
        stop_children([program.process for program in programs])


def _clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("HENGJIAN_")}
