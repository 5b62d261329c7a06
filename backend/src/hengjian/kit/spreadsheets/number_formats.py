"""What a number format makes of a number: a day, a percentage, or the number it is."""

import re
from datetime import date, datetime, time, timedelta

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel

_EAST_ASIAN_DAYS = frozenset({*range(27, 37), *range(50, 59)})
"""Formats of days and times that Chinese editions have under these numbers without writing them down."""
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')


class NumberFormat:
    def __init__(self, number: int, text: str | None) -> None:
        shown = text if text is not None else BUILTIN_FORMATS.get(number, "General")
        self.is_percent = "%" in _NOT_SHOWN.sub("", shown)
        self.is_duration = is_timedelta_format(shown)
        is_day = number in _EAST_ASIAN_DAYS and text is None
        self.is_date = not self.is_percent and (is_day or self.is_duration or is_date_format(shown))


PLAIN = NumberFormat(0, None)


def read_date(value: float, form: NumberFormat, epoch: datetime) -> datetime | date | time | timedelta | float:
    """The day that the number stands for, or the number where no calendar has such a day."""
    try:
        return from_excel(value, epoch, timedelta=form.is_duration) or value
    except (OverflowError, ValueError):
        return value
