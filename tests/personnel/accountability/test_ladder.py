from hypothesis import given
from hypothesis import strategies as st

from hengjian.personnel.accountability.rules import lagging_years_until, steps_for
from hengjian.personnel.linkage.document import LinkageDocument
from hengjian.personnel.terms import AccountabilityStep


class TestLadder:
    @given(st.lists(st.sampled_from(["lagging", "standard"]), min_size=1, max_size=8))
    def test_only_years_in_a_row_count(self, backwards: list[str]) -> None:
        tiers = {2026 - i: tier for i, tier in enumerate(backwards)}
        years = lagging_years_until(tiers, 2026)
        assert all(tier == "lagging" for tier in backwards[:years])
        assert years == len(backwards) or backwards[years] != "lagging"

    @given(st.integers(1, 12))
    def test_more_years_are_never_lighter(self, years: int) -> None:
        ladder = [(rung.lagging_years, rung.steps) for rung in LinkageDocument().accountability.ladder]
        order = list(AccountabilityStep)
        now, later = steps_for(ladder, years), steps_for(ladder, years + 1)
        assert max(order.index(step) for step in now) <= max(order.index(step) for step in later)

    def test_below_the_first_rung_nothing_follows(self) -> None:
        assert steps_for([(2, [AccountabilityStep.YELLOW_CARD])], 1) == ()
