"""What a rule must be before it may stand in a catalogue."""

from decimal import Decimal

from hengjian.supervision.rules.errors import (
    DatesOutsideYear,
    FactorsIncomplete,
    LateReportNeedsPoints,
    OverdueRuleNeedsTerm,
    PointsOrRange,
    RangeNotInSteps,
    RepeatFactorUnfit,
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
    if entry.repeat_factor is not None and (entry.repeat_factor <= 1 or entry.repeat_factor not in factors):
        raise RepeatFactorUnfit
    if entry.overdue_rule_code is not None and entry.rectification_days is None:
        raise OverdueRuleNeedsTerm
    if entry.valid_from.year != entry.year or (entry.valid_to is not None and entry.valid_to < entry.valid_from):
        raise DatesOutsideYear
