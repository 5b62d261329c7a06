"""How far the clock of a recording device is believed."""

from datetime import datetime, timedelta

from hengjian.kit.time.clock import office_now

CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far a device may run ahead of the office before its "just now" is refused."""


def lies_ahead(moment: datetime) -> bool:
    return moment > office_now() + CLOCK_TOLERANCE
