from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from hengjian.personnel.proposals.bonus_amounts import bonus_of

people = st.integers(min_value=0, max_value=2000)


class TestBonus:
    @given(people, st.decimals(min_value=0, max_value=100_000, places=2))
    def test_exact_to_the_cent(self, headcount: int, each: Decimal) -> None:
        bonus = bonus_of(headcount, each, each)
        assert bonus.amount == 2 * headcount * each
        assert bonus.amount == bonus.amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
