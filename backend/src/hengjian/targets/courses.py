"""How an indicator should move through the year, and what is expected of it by the end of a month.

Expected for *higher is better*: the month's milestone where one is set; else the straight line between the nearest
milestones, which begins at 0 with the year and ends at the target in December. For *lower is better* the number is a
ceiling: the latest milestone so far, else the target. A task without a number is measured by percent done, target 100.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from hengjian.kit.data.decimals import read_decimal
from hengjian.targets.models import PlanTarget

Basis = Literal["milestone", "linear", "ceiling", "none"]

WHOLE_TASK = Decimal(100)
DECEMBER = 12


@dataclass(frozen=True)
class Course:
    """How an indicator should move through the year; ``places`` is to how many digits it is read."""

    direction: str
    kind: str
    places: int
    target: Decimal | None
    milestones: Mapping[int, Decimal]


def course_of(target: PlanTarget) -> Course:
    milestones = {int(point): read_decimal(content) for point, content in target.milestones.items()}
    return Course(target.direction, target.kind, target.places, target.target, milestones)


@dataclass(frozen=True)
class Expectation:
    """What a light is judged by; ``yellow_at`` is the worst value that is still yellow."""

    basis: Basis
    expected: Decimal | None
    yellow_at: Decimal | None


def _round(value: Fraction, places: int) -> Decimal:
    """Half-up, away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


def _goal(course: Course) -> Decimal | None:
    if course.target is None and course.kind == "task":
        return WHOLE_TASK
    return course.target


def _on_the_line(course: Course, goal: Decimal, month: int) -> Decimal:
    points = {0: Decimal(0), DECEMBER: goal, **course.milestones}
    before = max(point for point in points if point <= month)
    after = min(point for point in points if point >= month)
    if before == after:
        return points[month]
    share = Fraction(month - before, after - before)
    return _round(Fraction(points[before]) + share * Fraction(points[after] - points[before]), course.places)


def expect(course: Course, month: int, yellow_percent: int) -> Expectation:
    """What the month's value should be, and how far short of it is still yellow."""
    goal = _goal(course)
    if goal is None:
        return Expectation("none", None, None)
    basis: Basis
    if course.direction == "lower":
        past = [point for point in course.milestones if point <= month]
        expected, basis = (course.milestones[max(past)], "milestone") if past else (goal, "ceiling")
    elif month in course.milestones:
        expected, basis = course.milestones[month], "milestone"
    else:
        expected, basis = _on_the_line(course, goal, month), "linear"
    slack = abs(expected) * (100 - yellow_percent) / 100
    return Expectation(basis, expected, expected + slack if course.direction == "lower" else expected - slack)
