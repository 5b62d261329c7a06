"""The light's rule: pure, so it is tried on whatever a year may bring."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.targets.reports.lights import Course, Expectation, expect, light_of

D = Decimal
ORDER = {"red": 0, "yellow": 1, "green": 2}

numbers = st.decimals(min_value=-1000, max_value=1000, places=2)
amounts = st.decimals(min_value=0, max_value=1000, places=2)
months = st.integers(1, 12)
percents = st.integers(1, 100)


@st.composite
def rising_courses(draw: st.DrawFn) -> Course:
    """Higher is better, with milestones that do not fall and a target in December."""
    points = sorted(draw(st.sets(st.integers(1, 11), max_size=4)))
    steps = sorted(draw(st.lists(amounts, min_size=len(points) + 1, max_size=len(points) + 1)))
    return Course("higher", "quantity", 2, steps[-1], dict(zip(points, steps, strict=False)))


courses = st.builds(
    Course,
    direction=st.sampled_from(["higher", "lower"]),
    kind=st.sampled_from(["quantity", "task"]),
    places=st.integers(0, 6),
    target=st.none() | numbers,
    milestones=st.dictionaries(months, numbers, max_size=4),
)


def course(target: str | None = "120", direction: str = "higher", kind: str = "quantity", **points: str) -> Course:
    return Course(
        direction, kind, 2, D(target) if target else None, {int(m[1:]): D(value) for m, value in points.items()}
    )


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
        assert light_of("higher", D(5), expect(course(None), 6, 90)) == "none"

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
