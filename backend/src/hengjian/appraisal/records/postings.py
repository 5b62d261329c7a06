"""Where a cadre counts in a year. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any


def post_served_longest(postings: Sequence[Mapping[str, Any]], year: int) -> tuple[str, str] | None:
    """Unit and post group in which a cadre served the most days of the year; the later one of equals."""
    begin, end = date(year, 1, 1), date(year, 12, 31)
    days: dict[tuple[str, str], int] = {}
    for posting in postings:
        start = max(begin, date.fromisoformat(posting["from_on"]))
        stop = min(end, date.fromisoformat(posting["to_on"])) if posting["to_on"] else end
        if start <= stop:
            key = posting["unit_code"], posting["post_group"]
            days[key] = days.get(key, 0) + (stop - start).days + 1
            days[key] = days.pop(key)
    return max(reversed(days), key=lambda key: days[key]) if days else None
