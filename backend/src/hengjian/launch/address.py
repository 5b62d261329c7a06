"""Where an installation listens on this machine."""

import errno
import socket

from hengjian.launch.trouble import LaunchRefusedError

HOST = "127.0.0.1"


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
