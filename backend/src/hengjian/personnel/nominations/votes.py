"""How large a slate is, and who passes a vote. Pure."""

from decimal import Decimal


def slate_sizes(vacancies: int, least_excess: int, most_excess: int) -> range:
    """Every size that a slate may have."""
    return range(vacancies + least_excess, vacancies + most_excess + 1)


def reaches_line(votes: int, ballots: int, line: Decimal) -> bool:
    """Enough of the ballots; the line itself is enough."""
    return votes >= line * ballots


def is_majority(votes: int, ballots: int) -> bool:
    """More than half of the ballots."""
    return votes * 2 > ballots
