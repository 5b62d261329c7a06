"""A judgement changes terms only where it accepts in part, and never to more points."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.kit.problems.problems import Problem
from hengjian.supervision.decisions.objections import _decide
from hengjian.supervision.decisions.schemas import JudgementEntry
from hengjian.supervision.points import Terms, is_reduction
from tests.supervision.catalogue import amounts, counts, factors, rule


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
