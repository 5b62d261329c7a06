"""Where an installation listens on this machine."""

import errno
import random
import socket

from hengjian.launch.trouble import LaunchRefusedError

HOST = "127.0.0.1"
BACKLOG = 2048
PRIVATE_PORTS = range(20_000, 32_768)
"""Below those that Linux and macOS give to outgoing connections: what is free stays free until it is listened to."""


def address_of(port: int) -> str:
    return f"http://{HOST}:{port}"


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
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
