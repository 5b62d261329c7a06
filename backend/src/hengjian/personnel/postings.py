"""Where a cadre counts: the posting held longest in the year. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class YearPosting:
    unit_code: str
    post_code: str
    post_name: str
    post_group: str
    is_principal: bool
    from_on: date


def _days_in(posting: Mapping[str, Any], year: int) -> int:
    first = max(date.fromisoformat(posting["from_on"]), date(year, 1, 1))
    until = date.fromisoformat(posting["to_on"]) if posting["to_on"] else date(year, 12, 31)
    return (min(until, date(year, 12, 31)) - first).days + 1


def posting_of_year(postings: Sequence[Mapping[str, Any]], year: int) -> YearPosting | None:
    """The posting with most days in the year, the later of equals; None for who did not serve in it."""
    served = [posting for posting in postings if _days_in(posting, year) > 0]
    if not served:
        return None
    longest = max(served, key=lambda posting: (_days_in(posting, year), posting["from_on"]))
    return YearPosting(
        unit_code=longest["unit_code"],
        post_code=longest["post_code"],
        post_name=longest["post_name"],
        post_group=longest["post_group"],
        is_principal=longest["is_principal"],
        from_on=date.fromisoformat(longest["from_on"]),
    )


def months_served(since: date, until: date) -> int:
    """Whole months from one day to another; never negative."""
    months = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    return max(months, 0)
