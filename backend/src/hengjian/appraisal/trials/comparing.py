"""Who stands where under two schemes. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Line = Mapping[str, Any]
"""A subject's line of a result of the engine."""


def pair_subjects(before: Sequence[Line], after: Sequence[Line]) -> Iterator[tuple[str, Line | None, Line | None]]:
    """Code, earlier and later line of every subject that has one: in the later order, then who is scored no more."""
    earlier = {line["code"]: line for line in before}
    for line in after:
        yield line["code"], earlier.pop(line["code"], None), line
    for code, line in earlier.items():
        yield code, line, None
