"""The last places of a township's own ranking. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class LastPlaces:
    """``clear`` are last beyond doubt; ``tied`` share a rank across the line, so that people must choose among them."""

    clear: tuple[str, ...]
    tied: tuple[str, ...]


def last_places(ranked: Sequence[tuple[str, int]], places: int) -> LastPlaces:
    """``ranked`` are (code, rank) of one ranking; at most ``places`` of them are last."""
    taken: list[str] = []
    by_rank: dict[int, list[str]] = {}
    for code, rank in ranked:
        by_rank.setdefault(rank, []).append(code)
    for rank in sorted(by_rank, reverse=True):
        left = places - len(taken)
        if left <= 0:
            break
        if len(by_rank[rank]) > left:
            return LastPlaces(tuple(taken), tuple(sorted(by_rank[rank])))
        taken += sorted(by_rank[rank])
    return LastPlaces(tuple(taken), ())
