"""Waiting for an address to answer."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable

from hengjian.launch.trouble import LaunchRefusedError

READY_SECONDS = 60


def wait_until_answering(address: str, is_alive: Callable[[], bool]) -> None:
    """Until the installation says that every service is well; refused when it stops or takes over a minute."""
    end = time.monotonic() + READY_SECONDS
    while is_alive() and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/api/v1/health", timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise LaunchRefusedError("有服务未能启动，原因见上 / a service did not start; see above")
