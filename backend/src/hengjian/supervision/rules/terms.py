"""From a rule of the catalogue to the terms of one deduction."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from hengjian.kit.data.decimals import write_decimal
from hengjian.supervision.points import Terms, is_step_of
from hengjian.supervision.rules.errors import (
    FactorNotAllowed,
    PointsFixedByRule,
    PointsNeeded,
    PointsOutsideRange,
    PointsReasonNeeded,
    RangeRuleUnfit,
    RuleNotForUnit,
    RuleNotInForce,
)


class RuleTerms(Protocol):
    """What of a rule decides about points: a row of the catalogue, or the model."""

    code: Any
    points: Any
    points_min: Any
    points_max: Any
    points_step: Any
    factors: Any
    unit_kinds: Any
    valid_from: Any
    valid_to: Any


def check_in_force(rule: RuleTerms, unit_kind: str, day: date) -> None:
    if day < rule.valid_from or (rule.valid_to is not None and day > rule.valid_to):
        raise RuleNotInForce(rule_code=rule.code, day=day.isoformat())
    if unit_kind not in rule.unit_kinds:
        raise RuleNotForUnit(rule_code=rule.code)


def check_factor(rule: RuleTerms, factor: Decimal) -> None:
    listed: Sequence[dict[str, Any]] = rule.factors
    if all(Decimal(allowed["factor"]) != factor for allowed in listed):
        raise FactorNotAllowed(rule_code=rule.code, factor=write_decimal(factor))


def _range_of(rule: RuleTerms) -> dict[str, str]:
    ends = {"low": rule.points_min, "high": rule.points_max, "step": rule.points_step}
    return {"rule_code": rule.code, **{name: write_decimal(value) for name, value in ends.items()}}


def choose_points(rule: RuleTerms, points: Decimal | None, reason: str | None) -> Decimal:
    """Catalogue points for one count: the rule's own, or a step of its range with a written reason."""
    if rule.points is not None:
        if points is not None or reason is not None:
            raise PointsFixedByRule(rule_code=rule.code)
        fixed: Decimal = rule.points
        return fixed
    if points is None:
        raise PointsNeeded(**_range_of(rule))
    if not is_step_of(points, rule.points_min, rule.points_max, rule.points_step):
        raise PointsOutsideRange(**_range_of(rule))
    if not (reason or "").strip():
        raise PointsReasonNeeded
    return points


def keep_points(rule: RuleTerms, points_each: Decimal) -> Decimal:
    """Catalogue points when a judge changes to this rule: its own, or those decided before where its range has them."""
    if rule.points is not None:
        fixed: Decimal = rule.points
        return fixed
    if not is_step_of(points_each, rule.points_min, rule.points_max, rule.points_step):
        raise RangeRuleUnfit(rule_code=rule.code, points=write_decimal(points_each))
    return points_each


def terms_of(rule: RuleTerms, points_each: Decimal, count: int, factor: Decimal) -> Terms:
    check_factor(rule, factor)
    return Terms(rule.code, points_each, count, factor)
