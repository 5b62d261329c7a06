"""``python -m``: one step of drawing, from standard input to standard output, with a limit on memory and time."""

import resource
import sys

from hengjian.supervision.evidence.drawing import STEPS, TooLargeError, UnreadableError

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 60
UNREADABLE, TOO_LARGE = 3, 4
"""Exit codes."""


def main() -> int:
    step, media_type = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        drawn = STEPS[step](sys.stdin.buffer.read(), media_type)
    except (TooLargeError, MemoryError):
        return TOO_LARGE
    except UnreadableError:
        return UNREADABLE
    sys.stdout.buffer.write(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())
