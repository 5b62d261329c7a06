"""The best of one ranking of cadres, as nominations and suggestions of promotion take them. Pure."""

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
