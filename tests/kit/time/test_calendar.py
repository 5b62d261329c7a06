"""The office's working days against the State Council's arrangements, and what is said where none is known."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from structlog.testing import capture_logs

from hengjian.kit.time.calendar import add_working_days, has_calendar, is_working_day

# 国务院办公厅关于2025年、2026年部分节假日安排的通知
HOLIDAYS = {
    2025: [("01-01", 1), ("01-28", 8), ("04-04", 3), ("05-01", 5), ("05-31", 3), ("10-01", 8)],
    2026: [("01-01", 3), ("02-15", 9), ("04-04", 3), ("05-01", 5), ("06-19", 3), ("09-25", 3), ("10-01", 7)],
}
MADE_UP = {
    2025: ["01-26", "02-08", "04-27", "09-28", "10-11"],
    2026: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
}


def days_of(year: int) -> Iterable[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", sorted(HOLIDAYS))
def test_every_day_of_the_year_is_as_arranged(year: int) -> None:
    free = {
        date.fromisoformat(f"{year}-{first}") + timedelta(days=n)
        for first, count in HOLIDAYS[year]
        for n in range(count)
    }
    made_up = {date.fromisoformat(f"{year}-{day}") for day in MADE_UP[year]}
    assert has_calendar(year)
    for day in days_of(year):
        expected = day in made_up or (day.weekday() < 5 and day not in free)
        assert is_working_day(day) is expected, day


def test_a_year_without_an_arrangement_is_reckoned_by_weekdays_and_said_so() -> None:
    has_calendar.cache_clear()
    with capture_logs() as logs:
        assert add_working_days(date(2098, 10, 1), 3) == date(2098, 10, 6)
        assert add_working_days(date(2098, 12, 1), 3) == date(2098, 12, 4)
    assert [(line["event"], line["year"], line["log_level"]) for line in logs] == [
        ("holidays_unknown", 2098, "warning")
    ]
    assert not has_calendar(2098)
