"""Points of a deduction: exact products, steps of a range, and reductions that never increase."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.edge.problems import Problem
from hengjian.supervision.deductions.arithmetic import Terms, is_reduction, is_step_of, plain
from hengjian.supervision.deductions.errors import PointsFixedByRule, PointsOutsideRange, RangeRuleUnfit
from hengjian.supervision.deductions.judging import _decide
from hengjian.supervision.deductions.schemas import JudgementEntry
from hengjian.supervision.deductions.terms import choose_points, keep_points

amounts = st.decimals("0.0001", "1000", places=4)
factors = st.decimals("0.0001", "100", places=4)
counts = st.integers(1, 1000)


def rule(code: str, points: Decimal | None, *listed: Decimal, ends: tuple[str, str, str] | None = None) -> Any:
    low, high, step = (Decimal(end) for end in ends) if ends else (None, None, None)
    return SimpleNamespace(
        code=code,
        title=code,
        points=points,
        points_min=low,
        points_max=high,
        points_step=step,
        factors=[{"factor": format(factor, "f")} for factor in (Decimal(1), *listed)],
        unit_kinds=["township"],
        valid_from=date(2026, 1, 1),
        valid_to=None,
    )


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


@given(amounts, counts, factors, amounts, st.none() | counts, st.none() | factors, st.booleans())
def test_a_judgement_never_increases(
    each: Decimal,
    count: int,
    factor: Decimal,
    other_points: Decimal,
    new_count: int | None,
    new_factor: Decimal | None,
    changes_rule: bool,
) -> None:
    before = Terms("A", each, count, factor)
    listed = [factor, *([new_factor] if new_factor else [])]
    to_apply = rule("B", other_points, *listed) if changes_rule else rule("A", each, *listed)
    wanted = JudgementEntry(outcome="partly_accepted", reason="r", count=new_count, factor=new_factor)
    try:
        after = _decide(wanted, to_apply, before)
    except Problem:
        new = Terms("X", other_points if changes_rule else each, new_count or count, new_factor or factor)
        assert not is_reduction(before, new)
    else:
        assert after.points < before.points
        assert after.points_each in {each, other_points}


@pytest.mark.parametrize("outcome", ["rejected", "accepted"])
def test_only_accepting_in_part_changes_terms(outcome: Any) -> None:
    before = Terms("A", Decimal(2), 2, Decimal(1))
    assert _decide(JudgementEntry(outcome=outcome, reason="r"), rule("A", Decimal(2)), before) == before
    with pytest.raises(Problem):
        _decide(JudgementEntry(outcome=outcome, reason="r", count=1), rule("A", Decimal(2)), before)


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
