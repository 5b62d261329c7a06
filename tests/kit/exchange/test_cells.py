"""Cells: nothing is rounded, nothing is guessed, and what is refused says why."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.kit.exchange.cells import (
    UnfitCellError,
    read_codes,
    read_count,
    read_day,
    read_moment,
    read_number,
    read_text,
)


class TestText:
    @pytest.mark.parametrize(
        ("value", "text"), [("  镇 ", "镇"), (7, "7"), (7.0, "7"), (0.1, "0.1"), ("007", "007"), (1e20, "1" + "0" * 20)]
    )
    def test_is_what_was_typed(self, value: Any, text: str) -> None:
        assert read_text(value) == text

    @pytest.mark.parametrize(
        ("value", "code"),
        [(True, "text_expected"), (datetime(2026, 1, 2), "date_value"), (time(9, 30), "date_value")],
    )
    def test_is_not_what_excel_made_of_it(self, value: Any, code: str) -> None:
        with pytest.raises(UnfitCellError) as refused:
            read_text(value)
        assert refused.value.code == code


class TestNumber:
    @given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
    def test_keeps_every_digit_of_a_text(self, number: Decimal) -> None:
        assert Decimal(read_number(f" {number} ")) == number

    @given(st.decimals(min_value=-(10**6), max_value=10**6, places=3))
    def test_keeps_what_the_workbook_shows(self, number: Decimal) -> None:
        assert Decimal(read_number(float(number))) == number

    @pytest.mark.parametrize("value", ["很多", "", "nan", "Infinity", "1,5", True])
    def test_is_a_number(self, value: Any) -> None:
        with pytest.raises(UnfitCellError):
            read_number(value)

    @pytest.mark.parametrize(("value", "count"), [("3", 3), (3.0, 3), ("-2.0", -2)])
    def test_a_count_is_whole(self, value: Any, count: int) -> None:
        assert read_count(value) == count

    @pytest.mark.parametrize("value", [1.5, "2.5", 10**7])
    def test_and_of_a_size_that_somebody_counted(self, value: Any) -> None:
        with pytest.raises(UnfitCellError, match="whole_number_expected"):
            read_count(value)


class TestDays:
    @given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
    def test_are_read_in_every_form(self, day: date) -> None:
        forms: list[Any] = [day, datetime(day.year, day.month, day.day), day.isoformat()]
        forms += [f"{day.year}/{day.month}/{day.day}", f"{day.year}.{day.month}.{day.day}"]
        forms += [f"{day.year}年{day.month}月{day.day}日"]
        assert {read_day(form) for form in forms} == {day.isoformat()}

    def test_a_time_is_the_countys(self) -> None:
        assert read_moment("2026-03-05  9:30") == "2026-03-05T09:30:00+08:00"
        assert read_moment(datetime(2026, 3, 5, 9, 30)) == "2026-03-05T09:30:00+08:00"
        assert read_moment("2026年3月5日9时") == "2026-03-05T09:00:00+08:00"

    @pytest.mark.parametrize("value", ["上周三", "2026-02-30", 46023, True, time(9, 30)])
    def test_nothing_is_guessed(self, value: Any) -> None:
        with pytest.raises(UnfitCellError, match="time_expected"):
            read_day(value)


def test_codes_by_commas_of_either_script() -> None:
    assert read_codes(" C1，C2、 C3,,") == ["C1", "C2", "C3"]
