"""The light's rule: pure, so it is tried on whatever a year may bring."""

from decimal import Decimal

import pytest
from hypothesis import given

from hengjian.targets.courses import Course, expect
from hengjian.targets.reports.lights import light_of
from tests.targets.course_examples import D, course, courses, months, numbers, percents

ORDER = {"red": 0, "yellow": 1, "green": 2}


class TestLight:
    @pytest.mark.parametrize(
        ("value", "light"), [("30", "green"), ("29.99", "yellow"), ("27", "yellow"), ("26.99", "red"), ("-1", "red")]
    )
    def test_of_higher(self, value: str, light: str) -> None:
        assert light_of("higher", D(value), expect(course(), 3, 90)) == light

    @pytest.mark.parametrize(("value", "light"), [("100", "green"), ("110", "yellow"), ("110.01", "red")])
    def test_of_lower(self, value: str, light: str) -> None:
        assert light_of("lower", D(value), expect(course("100", "lower"), 3, 90)) == light

    def test_without_a_value_there_is_none(self) -> None:
        assert light_of("higher", None, expect(course(), 3, 90)) == "none"

    def test_where_nothing_is_expected_there_is_none(self) -> None:
        assert light_of("higher", D(5), expect(course(None), 6, 90)) == "none"

    @given(courses, months, percents, numbers, numbers)
    def test_a_better_value_is_never_a_worse_light(
        self, any_course: Course, month: int, percent: int, one: Decimal, other: Decimal
    ) -> None:
        found = expect(any_course, month, percent)
        if found.expected is None:
            return
        worse, better = sorted([one, other], reverse=any_course.direction == "lower")
        lights = [ORDER[light_of(any_course.direction, value, found)] for value in (worse, better)]
        assert lights[0] <= lights[1]

    @given(courses, months, percents)
    def test_what_is_shown_is_what_judges(self, any_course: Course, month: int, percent: int) -> None:
        found = expect(any_course, month, percent)
        if found.expected is None or found.yellow_at is None:
            return
        assert light_of(any_course.direction, found.expected, found) == "green"
        assert light_of(any_course.direction, found.yellow_at, found) in {"yellow", "green"}
        step = D("0.000000001") * (1 if any_course.direction == "lower" else -1)
        assert light_of(any_course.direction, found.yellow_at + step, found) == "red"
        assert light_of(any_course.direction, found.expected + step, found) != "green"
