"""The light of a line, by the rule that its round declared when it opened. Pure: the same numbers give the same light.

A measured line is judged by how much of what was due by the end of the quarter is reached; where lower is better, by
how far the ceiling is exceeded. A project is judged by how many days late its planned stage was or will be reached; one
that stands still is red. Nobody sets a light: it follows from what was found, and only making good changes a red one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Stage(StrEnum):
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    REACHED = "reached"
    STOPPED = "stopped"


AFTER_MAKING_GOOD = Light.YELLOW
"""Never green in the same quarter: what was late stays visible."""


@dataclass(frozen=True)
class LightRule:
    """``*_percent`` of what is due; ``*_days`` a project may be late; ``make_good_days`` working days for a red one."""

    green_percent: Decimal
    yellow_percent: Decimal
    green_days: int
    yellow_days: int
    make_good_days: int


def read_rule(content: Mapping[str, Any]) -> LightRule:
    return LightRule(
        green_percent=Decimal(content["green_percent"]),
        yellow_percent=Decimal(content["yellow_percent"]),
        green_days=content["green_days"],
        yellow_days=content["yellow_days"],
        make_good_days=content["make_good_days"],
    )


def worst_value(expected: Decimal, percent: Decimal, direction: str) -> Decimal:
    """The worst value that still reaches ``percent`` of what is expected."""
    slack = abs(expected) * (100 - percent) / 100
    return expected + slack if direction == "lower" else expected - slack


def light_of_value(value: Decimal, direction: str, green_at: Decimal, yellow_at: Decimal) -> Light:
    sign = -1 if direction == "lower" else 1
    if sign * value >= sign * green_at:
        return Light.GREEN
    return Light.YELLOW if sign * value >= sign * yellow_at else Light.RED


def days_late(planned_on: date, reached_on: date) -> int:
    return max(0, (reached_on - planned_on).days)


def light_of_stage(stage: Stage, planned_on: date, reached_on: date | None, rule: LightRule) -> Light:
    """``reached_on`` is the day on which the planned stage was or will be reached; nobody knows one where work
    stopped."""
    if stage is Stage.STOPPED or reached_on is None:
        return Light.RED
    late = days_late(planned_on, reached_on)
    if late <= rule.green_days:
        return Light.GREEN
    return Light.YELLOW if late <= rule.yellow_days else Light.RED
