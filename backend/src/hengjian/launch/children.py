"""Child processes that end with the command that started them, even when that command is killed."""

import ctypes
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _farewell(number: signal.Signals) -> Callable[[], None] | None:
    """What Linux sends the child when its parent is gone; other systems have no such thing."""
    libc = _libc
    return (lambda: libc.prctl(_PR_SET_PDEATHSIG, int(number))) if libc is not None else None


def start_child(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    farewell: signal.Signals | None = signal.SIGTERM,
    **options: Any,
) -> subprocess.Popen[bytes]:
    """Start our own program in a session of its own, so that Ctrl-C reaches only the command that will stop it.

    ``farewell`` None lets the child outlive its parent. The parent is the thread that calls.
    """
    return subprocess.Popen(  # noqa: S603 - our own programs and arguments
        list(command),
        env=dict(environment),
        start_new_session=True,
        preexec_fn=_farewell(farewell) if farewell else None,
        **options,
    )


def stop_children(children: Sequence[subprocess.Popen[bytes]], *, seconds: float = 10) -> None:
    """Ask all of them to stop, then wait; one that does not listen is killed."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
