"""Nomination: who is suggested, how large a slate is, who passes a vote. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from hengjian.personnel.rounding import places_of
from hengjian.personnel.terms import Rounding


class Ranked(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def rank(self) -> int | None: ...


Line = TypeVar("Line", bound=Ranked)


def slate_sizes(vacancies: int, least_excess: int, most_excess: int) -> range:
    """Every size that a slate may have."""
    return range(vacancies + least_excess, vacancies + most_excess + 1)


def suggest(ranking: Sequence[Line], top_share: Decimal, excluded: Mapping[str, object]) -> list[Line]:
    """The best of one class down to the share, the excluded among them kept in sight.

    Whoever is excluded takes no place, so the next in rank moves up; whoever ties with the last one taken comes too.
    """
    ranked = sorted((line for line in ranking if line.rank is not None), key=lambda line: (line.rank, line.code))
    places = places_of(top_share, len(ranked), Rounding.HALF_UP)
    chosen: list[Line] = []
    taken, last_rank = 0, None
    for line in ranked:
        if taken >= places and line.rank != last_rank:
            break
        chosen.append(line)
        if line.code not in excluded:
            taken += 1
            if taken >= places:
                last_rank = line.rank
    return chosen


def reaches_line(votes: int, ballots: int, line: Decimal) -> bool:
    """Enough of the ballots; the line itself is enough."""
    return votes >= line * ballots


def is_majority(votes: int, ballots: int) -> bool:
    """More than half of the ballots."""
    return votes * 2 > ballots
