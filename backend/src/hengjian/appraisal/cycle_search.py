"""The interpreter's search for garbage in cycles, put off where there can be none.

The engine is pure and leaves the process alone; whoever evaluates much puts the search off around it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def cycle_search_off() -> Iterator[None]:
    """For work that makes many objects and no cycles: the search would go through all of them again and again.

    What has no cycle is freed at once all the same; cycles made by other threads meanwhile are found afterwards.
    """
    was_searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_searching:
            gc.enable()
