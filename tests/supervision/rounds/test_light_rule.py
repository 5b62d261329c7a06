"""The rule of the lights: pure, exact, and never kinder to a worse value."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.supervision.rounds.lights import (
    Light,
    LightRule,
    Stage,
    light_of_stage,
    light_of_value,
    worst_value,
)

RULE = LightRule(Decimal(95), Decimal(80), 0, 15, 10)
DUE = date(2026, 9, 30)
_ORDER = [Light.RED, Light.YELLOW, Light.GREEN]


def judge(value: str, expected: str, direction: str = "higher") -> Light:
    due = Decimal(expected)
    thresholds = [worst_value(due, percent, direction) for percent in (RULE.green_percent, RULE.yellow_percent)]
    return light_of_value(Decimal(value), direction, *thresholds)


@pytest.mark.parametrize(
    ("value", "light"),
    [
        ("95", "green"),
        ("94.999999", "yellow"),
        ("80", "yellow"),
        ("79.999999", "red"),
        ("0", "red"),
        ("120", "green"),
    ],
)
def test_bounds_belong_to_the_better_light(value: str, light: str) -> None:
    assert judge(value, "100") == light


@pytest.mark.parametrize(
    ("value", "light"),
    [("4.2", "green"), ("4.21", "yellow"), ("4.8", "yellow"), ("5", "red")],
)
def test_a_ceiling_may_be_exceeded_as_far_as_a_target_may_be_missed(value: str, light: str) -> None:
    assert judge(value, "4", "lower") == light


def test_a_goal_below_zero_is_missed_downwards() -> None:
    assert [judge(value, "-100") for value in ("-100", "-105", "-120", "-121")] == [
        "green",
        "green",
        "yellow",
        "red",
    ]


@pytest.mark.parametrize(
    ("late", "light"),
    [(-9, "green"), (0, "green"), (1, "yellow"), (15, "yellow"), (16, "red")],
)
def test_projects_by_days_late(late: int, light: str) -> None:
    assert light_of_stage(Stage.UNDER_WAY, DUE, DUE + timedelta(days=late), RULE) == light


def test_work_at_a_standstill_is_red_whatever_the_day() -> None:
    assert light_of_stage(Stage.STOPPED, DUE, DUE - timedelta(days=30), RULE) == Light.RED
    assert light_of_stage(Stage.STOPPED, DUE, None, RULE) == Light.RED


_values = st.decimals(-1000, 1000, allow_nan=False, places=4)


@given(
    expected=_values,
    one=_values,
    other=_values,
    direction=st.sampled_from(["higher", "lower"]),
)
def test_no_better_value_has_a_worse_light(expected: Decimal, one: Decimal, other: Decimal, direction: str) -> None:
    worse, better = sorted((one, other), reverse=direction == "lower")
    lights = [_ORDER.index(judge(str(value), str(expected), direction)) for value in (worse, better)]
    assert lights[0] <= lights[1]


@given(expected=_values, direction=st.sampled_from(["higher", "lower"]))
def test_what_is_expected_is_green(expected: Decimal, direction: str) -> None:
    assert judge(str(expected), str(expected), direction) == Light.GREEN
