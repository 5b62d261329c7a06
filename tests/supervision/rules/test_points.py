"""Points of a deduction: exact products and steps of a range."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.kit.data.decimals import write_decimal
from hengjian.supervision.points import Terms, is_step_of, plain
from hengjian.supervision.rules.errors import PointsFixedByRule, PointsOutsideRange, RangeRuleUnfit
from hengjian.supervision.rules.terms import choose_points, keep_points
from tests.supervision.catalogue import amounts, counts, factors, rule


@given(amounts, counts, factors)
def test_points_are_the_exact_product(each: Decimal, count: int, factor: Decimal) -> None:
    points = Terms("R", each, count, factor).points
    assert points * 10**8 == int(each * 10**4) * count * int(factor * 10**4)
    assert Decimal(write_decimal(points)) == points


@given(amounts)
def test_a_plain_number_is_the_same_number(value: Decimal) -> None:
    assert plain(value) == value
    assert "E" not in format(plain(value), "f")


@given(st.integers(1, 50), st.integers(1, 50), st.sampled_from(["0.1", "0.5", "1", "2.5"]), st.integers(-5, 60))
def test_exactly_the_steps_of_a_range_are_steps(low: int, steps: int, step: str, chosen: int) -> None:
    size, begin = Decimal(step), Decimal(low)
    points = begin + chosen * size
    assert is_step_of(points, begin, begin + steps * size, size) == (0 <= chosen <= steps)
    assert not is_step_of(points + size / 2, begin, begin + steps * size, size)


class TestChoice:
    def test_a_fixed_rule_takes_no_points(self) -> None:
        assert choose_points(rule("A", Decimal("0.5")), None, None) == Decimal("0.5")
        with pytest.raises(PointsFixedByRule):
            choose_points(rule("A", Decimal("0.5")), Decimal("0.5"), "r")

    def test_a_range_wants_a_step(self) -> None:
        ranged = rule("A", None, ends=("1", "3", "0.5"))
        assert choose_points(ranged, Decimal("1.5"), "情节较轻") == Decimal("1.5")
        with pytest.raises(PointsOutsideRange):
            choose_points(ranged, Decimal("1.6"), "情节较轻")

    def test_a_judge_keeps_the_points_only_within_the_other_range(self) -> None:
        ranged = rule("A", None, ends=("1", "3", "0.5"))
        assert keep_points(ranged, Decimal(2)) == Decimal(2)
        with pytest.raises(RangeRuleUnfit):
            keep_points(ranged, Decimal(5))
