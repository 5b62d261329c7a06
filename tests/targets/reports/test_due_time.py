from datetime import date

from hengjian.kit.time.calendar import end_of_day
from hengjian.targets.reports.awaited import due_time


class TestDueTime:
    def test_is_the_end_of_the_day_in_the_next_month(self) -> None:
        assert due_time(2031, 1, 5, date(2031, 1, 2)) == end_of_day(date(2031, 2, 5))
        assert due_time(2031, 12, 5, date(2031, 1, 2)) == end_of_day(date(2032, 1, 5))

    def test_a_month_that_passed_before_the_year_ran_gets_a_fresh_term(self) -> None:
        assert due_time(2031, 1, 5, date(2031, 3, 20)) == end_of_day(date(2031, 3, 25))
        assert due_time(2031, 2, 5, date(2031, 3, 5)) == end_of_day(date(2031, 3, 5))
