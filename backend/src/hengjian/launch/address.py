"""Where an installation listens: on this machine alone, or beyond it with TLS."""

import errno
import random
import socket
import ssl
from ipaddress import ip_address
from pathlib import Path

from hengjian.launch.trouble import LaunchRefusedError

HOST = "127.0.0.1"
BACKLOG = 2048
PRIVATE_PORTS = range(20_000, 32_768)
"""Below those that Linux and macOS give to outgoing connections: what is free stays free until it is listened to."""


def address_of(port: int, host: str = HOST, *, is_secured: bool = False) -> str:
    shown = HOST if _is_everywhere(host) else host
    return f"{'https' if is_secured else 'http'}://{f'[{shown}]' if ':' in shown else shown}:{port}"


def _is_everywhere(host: str) -> bool:
    return host in {"0.0.0.0", "::"}  # noqa: S104 - what the person at the terminal asked for


def _stays_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check_reach(host: str, certificate: Path | None, key: Path | None) -> None:
    """Passwords and personnel files leave this machine encrypted or not at all."""
    if (certificate is None) != (key is None):
        raise LaunchRefusedError(
            "--certificate 与 --certificate-key 须同时给出 / --certificate and --certificate-key belong together"
        )
    if certificate is None or key is None:
        if not _stays_here(host):
            raise LaunchRefusedError(
                f"向本机以外（{host}）提供服务须有 TLS：--certificate 与 --certificate-key / "
                f"beyond this machine ({host}) only with TLS: --certificate and --certificate-key"
            )
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except (OSError, ssl.SSLError) as error:
        raise LaunchRefusedError(
            f"证书或私钥无法使用 / the certificate or its key cannot be used: {certificate}, {key}: {error}"
        ) from error


def check_port(port: int, host: str = HOST) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            state = ("已被占用", "is taken") if error.errno == errno.EADDRINUSE else ("不可用", "cannot be used")
            raise LaunchRefusedError(
                f"端口 {port} {state[0]}，请用 HENGJIAN_PORT 换一个 / "
                f"port {port} {state[1]}, choose another by HENGJIAN_PORT"
            ) from error


def free_port() -> int:
    """A port for a program that opens its own socket; who can be handed one takes :func:`listen`."""
    while True:
        with socket.socket() as probe:
            try:
                probe.bind((HOST, random.choice(PRIVATE_PORTS)))  # noqa: S311 - nothing secret
            except OSError:
                continue
            port: int = probe.getsockname()[1]
            return port


def listen() -> socket.socket:
    """A listening socket on a port that nobody else can take before the program that answers on it has started."""
    return socket.create_server((HOST, 0), backlog=BACKLOG)
