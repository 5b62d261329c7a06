"""What is expected by the end of a month: pure, so it is tried on whatever a year may bring."""

import pytest
from hypothesis import given

from hengjian.targets.courses import Course, Expectation, expect
from tests.targets.course_examples import D, course, courses, months, percents, rising_courses


class TestExpectation:
    @pytest.mark.parametrize(
        ("given_course", "month", "basis", "expected"),
        [
            (course(), 3, "linear", "30.00"),
            (course(), 12, "linear", "120"),
            (course(m6="90"), 6, "milestone", "90"),
            (course(m6="90"), 3, "linear", "45.00"),
            (course(m6="90"), 8, "linear", "100.00"),
            (course("100"), 1, "linear", "8.33"),
            (course("7", "lower"), 1, "ceiling", "7"),
            (course("7", "lower", m6="3"), 9, "milestone", "3"),
            (course("7", "lower", m6="3"), 5, "ceiling", "7"),
            (course(None, kind="task"), 6, "linear", "50.00"),
        ],
    )
    def test_follows_milestone_line_or_ceiling(
        self, given_course: Course, month: int, basis: str, expected: str
    ) -> None:
        found = expect(given_course, month, 90)
        assert (found.basis, found.expected) == (basis, D(expected))

    def test_a_quantity_without_target_expects_nothing(self) -> None:
        assert expect(course(None), 6, 90) == Expectation("none", None, None)

    @given(rising_courses(), percents)
    def test_never_falls_from_month_to_month_and_ends_at_the_target(self, rising: Course, percent: int) -> None:
        found = [expect(rising, month, percent).expected for month in range(1, 13)]
        expected = [value for value in found if value is not None]
        assert len(expected) == 12
        assert expected == sorted(expected)
        assert expected[-1] == rising.target

    @given(courses, months, percents)
    def test_is_the_milestone_where_the_month_has_one(self, any_course: Course, month: int, percent: int) -> None:
        if month in any_course.milestones and (any_course.target is not None or any_course.kind == "task"):
            found = expect(any_course, month, percent)
            assert (found.basis, found.expected) == ("milestone", any_course.milestones[month])
