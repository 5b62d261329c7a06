"""The same five services as five processes behind nginx."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from string import Template

from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.launch.postgres import free_port
from hengjian.launch.trouble import LaunchRefused
from hengjian.launch.up import HOST, Database, Wanted

NGINX_TEMPLATE = Path(__file__).resolve().parents[4] / "infra" / "nginx" / "hengjian.conf.template"
READY_SECONDS = 60


def service_environment(settings: ServiceSettings) -> dict[str, str]:
    """Settings as the environment that ``hengjian serve`` reads them from."""
    private = settings.token_private_key
    values = {
        "HENGJIAN_SERVICE": str(settings.service),
        "HENGJIAN_DATABASE_URL": settings.database_url,
        "HENGJIAN_INTERNAL_KEY": settings.internal_key.get_secret_value(),
        "HENGJIAN_TOKEN_PUBLIC_KEY": settings.token_public_key,
        "HENGJIAN_TOKEN_PRIVATE_KEY": private.get_secret_value() if private else "",
        "HENGJIAN_SIGNING_KEY_FILE": str(settings.signing_key_file or ""),
        "HENGJIAN_PEERS": json.dumps({str(name): address for name, address in settings.peers.items()}),
        "HENGJIAN_DEMO": str(settings.demo).lower(),
    }
    return {name: value for name, value in values.items() if value}


def write_nginx_config(folder: Path, port: int, ports: dict[ServiceName, int], web_dir: Path | None) -> Path:
    """The template of ``infra/nginx`` with ports and folders filled in."""
    folder.mkdir(parents=True, exist_ok=True)
    content = Template(NGINX_TEMPLATE.read_text()).substitute(
        {f"{name}_port": str(service_port) for name, service_port in ports.items()},
        port=str(port),
        folder=str(folder),
        web_dir=str(web_dir or folder),
    )
    file = folder / "nginx.conf"
    file.write_text(content)
    return file


def _wait_until_ready(port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        if any(process.poll() is not None for process in processes):
            break
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/api/v1/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise LaunchRefused("有服务未能启动，原因见上 / a service did not start; see above")


def serve_apart(wanted: Wanted, database: Database, when_ready: Callable[[], None]) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if nginx is None:
        raise LaunchRefused("找不到 nginx / nginx is not installed")
    ports = {name: free_port() for name in ServiceName}
    peers = {name: f"http://{HOST}:{port}" for name, port in ports.items()}
    settings = wanted.home.settings(database.url, database.name, demo=wanted.demo, peers=peers)
    config = write_nginx_config(wanted.home.folder / "nginx", wanted.port, ports, wanted.web_dir)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for name, port in ports.items():
            command = [sys.executable, "-m", "hengjian.cli", "serve", str(name), "--port", str(port)]
            environment = {**_clean_environment(), **service_environment(settings[name])}
            processes.append(subprocess.Popen(command, env=environment, start_new_session=True))  # noqa: S603
        processes.append(
            subprocess.Popen([nginx, "-c", str(config), "-g", "daemon off;"], start_new_session=True)  # noqa: S603
        )
        _wait_until_ready(wanted.port, processes)
        when_ready()
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        raise LaunchRefused("有服务意外停止 / a service stopped unexpectedly")
    finally:
        _stop(processes)


def _clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("HENGJIAN_")}


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
