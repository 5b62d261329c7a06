"""Working days by the published Chinese calendar of holidays and make-up days."""

from datetime import date, datetime, timedelta
from functools import cache

import chinese_calendar

from hengjian.kit.observability import log
from hengjian.kit.time.clock import COUNTY_ZONE


@cache
def has_calendar(year: int) -> bool:
    """Whether the State Council's arrangement of that year's holidays is known here.

    Asked the first time about a year that it does not cover, it leaves a warning in the log. Whoever shows a date
    reckoned in such a year says that it is provisional.
    """
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        log.warning("holidays_unknown", year=year, reckoned="monday_to_friday")
        return False
    return True


def is_working_day(day: date) -> bool:
    """By the published calendar of holidays and make-up days; Monday to Friday in years it does not cover yet."""
    return bool(chinese_calendar.is_workday(day)) if has_calendar(day.year) else day.weekday() < 5


def add_working_days(start: date, count: int) -> date:
    """The ``count``-th working day after ``start``; day 0 is the day of notice and does not count."""
    day = start
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def end_of_day(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=COUNTY_ZONE)
