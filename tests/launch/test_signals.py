"""A signal is obeyed also where Python drops what its handler raises."""

import subprocess
import sys

SCRIPT = """
import os, signal, time
from hengjian.launch.signals import is_leaving, listen_to_signals

class Swallowing:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.1)

listen_to_signals()
one = Swallowing()
del one
print("went on", is_leaving(), flush=True)
"""


def test_a_signal_inside_a_finaliser_is_not_forgotten() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=False)
    assert "SystemExit" in done.stderr
    assert done.stdout == "went on True\n"
