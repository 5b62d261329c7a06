"""The office clock.

Deadlines, phases and effective dates read ``office_now()``; audit, tokens and lock-out read real time. In a demo
database the office clock runs ahead of real time by an offset that every service keeps in its own schema.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

COUNTY_ZONE = ZoneInfo("Asia/Shanghai")

_offset = timedelta(0)


def real_now() -> datetime:
    return datetime.now(COUNTY_ZONE)


def office_now() -> datetime:
    return real_now() + _offset


def office_today() -> date:
    return office_now().date()


def set_office_offset(offset: timedelta) -> None:
    global _offset  # noqa: PLW0603 - one office, one clock: every service of the process reads the same
    _offset = offset
