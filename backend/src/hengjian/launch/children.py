"""Child processes that end with the command that started them, even when that command is killed."""

import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any


def start_child(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    farewell: signal.Signals | None = signal.SIGTERM,
    **options: Any,
) -> subprocess.Popen[bytes]:
    """Start our own program in a session of its own, so that Ctrl-C reaches only the command that will stop it.

    ``farewell`` is what Linux sends the child once the thread that started it is gone; None lets it live on. Without
    ``setpriv`` (every Debian has it, macOS does not) a killed command leaves its children behind.
    """
    setpriv = shutil.which("setpriv") if farewell else None
    prefix = [setpriv, "--pdeathsig", farewell.name, "--"] if setpriv and farewell else []
    return subprocess.Popen(  # noqa: S603 - our own programs and arguments
        [*prefix, *command], env=dict(environment), start_new_session=True, **options
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
