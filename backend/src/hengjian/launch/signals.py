"""How a signal ends the command, wherever it finds it."""

import os
import signal
import threading
from types import FrameType
from typing import NoReturn

_leaving = threading.Event()


def listen_to_signals() -> None:
    signal.signal(signal.SIGTERM, _leave)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _leave_politely)


def finish_undisturbed() -> None:
    """An impatient second Ctrl-C must not leave half of it running."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def is_leaving() -> bool:
    """Python drops what a handler raises inside a finaliser: whoever goes round in a loop asks this as well."""
    return _leaving.is_set()


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    _leaving.set()
    raise SystemExit(0)


def _leave_politely(_signal: int, _frame: FrameType | None) -> None:
    """A closed terminal stops the server as SIGTERM does, with all that the server's own handler brings."""
    os.kill(os.getpid(), signal.SIGTERM)
