"""The day on which every test begins. Nothing that is tested may depend on the day on which the tests run.

The office clock of every test database starts here, by the same offset from real time that a demo has.
"""

import os
from datetime import datetime, timedelta

from hengjian.kit.time.clock import COUNTY_ZONE, real_now

START = datetime(2026, 5, 20, 10, 0, tzinfo=COUNTY_ZONE)
"""A Wednesday morning, far from both ends of the year."""
YEAR = START.year

_OFFSET = "HENGJIAN_TEST_CLOCK_OFFSET"


def choose_start() -> None:
    """In the process that controls the run; its workers inherit the environment."""
    os.environ[_OFFSET] = str(round((START - real_now()).total_seconds()))


def start_offset() -> timedelta:
    """By how much the office clock is ahead of real time, or behind it, as long as no test moves it."""
    return timedelta(seconds=int(os.environ[_OFFSET]))


def usual_now() -> datetime:
    """What the office clock shows as long as no test moves it."""
    return real_now() + start_offset()
