"""Runs make targets in lanes side by side, tells what each of them said and cost, and stops everything at a failure.

``stages.py "check test" "build" -- "deploy"``: a lane is a list of targets one after the other; lanes run side by side;
what follows ``--`` begins when all lanes before it are done. Only the standard library: it installs everything else.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

PATIENCE_SECONDS = 30
"""How long a stage may take to tidy up when it is stopped."""
ABORT_SECONDS = 3
LONGEST_SECONDS = float(os.environ.get("HENGJIAN_STAGE_SECONDS", "2700"))
"""After which a stage counts as hung: it is stopped, and what it said and which processes were left is told."""


@dataclass(frozen=True)
class Cost:
    """``processor`` counts the seconds of all processes that the stage has waited for."""

    target: str
    outcome: str
    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.target:<20} {self.outcome:<8} {self.wall:6.0f} s {self.processor:6.0f} s of processor"


@dataclass
class Run:
    costs: list[Cost] = field(default_factory=list)
    has_failed: bool = False
    _running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def work_through(self, targets: Sequence[str]) -> None:
        for target in targets:
            with tempfile.TemporaryFile() as output, self._turn:
                if self.has_failed:
                    return
                process = subprocess.Popen(
                    ["make", "--no-print-directory", target],
                    env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                )
                self._running[target] = process
                kept = os.dup(output.fileno())
            print(f"── {target} begins", flush=True)
            self._wait_for(target, process, kept)

    def _wait_for(self, target: str, process: "subprocess.Popen[bytes]", output: int) -> None:
        begun = time.monotonic()
        limit = threading.Timer(LONGEST_SECONDS, _end_hung, (target, process))
        limit.daemon = True
        limit.start()
        _, status, usage = os.wait4(process.pid, 0)
        limit.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        wall, processor = time.monotonic() - begun, usage.ru_utime + usage.ru_stime
        with self._turn:
            del self._running[target]
            is_stopped = self.has_failed
            outcome = "stopped" if is_stopped else "failed" if process.returncode else "passed"
            self.costs.append(Cost(target, outcome, wall, processor))
            with os.fdopen(output, "rb") as file:
                file.seek(0)
                said = b"" if is_stopped else file.read()
            print(f"── {target} {outcome} after {wall:.0f} s", flush=True)
            sys.stdout.buffer.write(said)
            sys.stdout.flush()
        if outcome == "failed":
            self.stop()

    def stop(self) -> None:
        """Interrupt as Ctrl-C does, so that tests put away their servers; kill whoever does not listen."""
        with self._turn:
            self.has_failed = True
            left = list(self._running.values())
        for process in left:
            _send(process, signal.SIGINT)
        end = time.monotonic() + PATIENCE_SECONDS
        while any(process.returncode is None for process in left) and time.monotonic() < end:
            time.sleep(0.1)
        for process in left:
            if process.returncode is None:
                _send(process, signal.SIGKILL)


def _end_hung(target: str, process: "subprocess.Popen[bytes]") -> None:
    """Abort it, so that every Python process of it prints where each of its threads stands; kill what is left."""
    print(f"── {target} hangs: stopped after {LONGEST_SECONDS:.0f} s, with these processes", flush=True)
    subprocess.run(["ps", "-ww", "-o", "pid,ppid,etime,stat,wchan,args", "-s", str(process.pid)], check=False)
    _send(process, signal.SIGABRT)
    time.sleep(ABORT_SECONDS)
    _send(process, signal.SIGKILL)


def _send(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    with suppress(ProcessLookupError):  # it has just ended
        os.killpg(process.pid, number)


def _groups(words: Sequence[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for word in words:
        if word == "--":
            groups.append([])
        else:
            groups[-1].append(word)
    return groups


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def main(words: Sequence[str]) -> int:
    # Set here although it is Python's own way: what is ignored would be ignored by every stage as well.
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    run, begun = Run(), time.monotonic()
    try:
        for lanes in _groups(words):
            threads = [threading.Thread(target=run.work_through, args=(lane.split(),)) for lane in lanes]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    except KeyboardInterrupt:
        run.stop()
        for thread in threads:
            thread.join()
    print(f"\nstages, together {time.monotonic() - begun:.0f} s:")
    for cost in run.costs:
        print(f"  {cost}")
    return 1 if run.has_failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
