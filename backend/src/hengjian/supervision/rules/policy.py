"""What a rule must be before it may stand in a catalogue."""

from decimal import Decimal

from hengjian.supervision.rules.errors import (
    DatesOutsideYear,
    FactorsIncomplete,
    LateReportNeedsPoints,
    PointsOrRange,
    RangeNotInSteps,
)
from hengjian.supervision.rules.schemas import RuleEntry


def check_rule(entry: RuleEntry) -> None:
    low, high, step = entry.points_min, entry.points_max, entry.points_step
    if entry.points is None:
        if low is None or high is None or step is None:
            raise PointsOrRange
        if high <= low or (high - low) % step:
            raise RangeNotInSteps
        if entry.is_late_report:
            raise LateReportNeedsPoints
    elif (low, high, step) != (None, None, None):
        raise PointsOrRange
    factors = {allowed.factor for allowed in entry.factors}
    if Decimal(1) not in factors or len(factors) < len(entry.factors):
        raise FactorsIncomplete
    if entry.valid_from.year != entry.year or (entry.valid_to is not None and entry.valid_to < entry.valid_from):
        raise DatesOutsideYear
