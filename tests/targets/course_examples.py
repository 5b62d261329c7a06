"""Courses of a year, given and drawn."""

from decimal import Decimal

from hypothesis import strategies as st

from hengjian.targets.courses import Course

D = Decimal
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
