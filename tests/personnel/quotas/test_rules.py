from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.personnel.quotas.rules import counts_inside, excellent_quota
from hengjian.personnel.terms import Head, Rounding

shares = st.decimals(min_value=0, max_value=1, places=4, allow_nan=False)
people = st.integers(min_value=0, max_value=2000)


class TestQuota:
    @pytest.mark.parametrize(
        ("headcount", "adjustment", "places"), [(23, 1, 4), (23, 0, 3), (23, -1, 2), (11, 1, 2), (3, -1, 0)]
    )
    def test_published_cases(self, headcount: int, adjustment: int, places: int) -> None:
        quota = excellent_quota(headcount, Decimal("0.15"), adjustment, Decimal("0.20"), Rounding.HALF_UP)
        assert quota.places == places

    @given(people, shares, st.integers(-5, 5), shares)
    def test_never_below_nought_nor_above_the_ceiling(
        self, headcount: int, share: Decimal, adjustment: int, ceiling: Decimal
    ) -> None:
        quota = excellent_quota(headcount, share, adjustment, ceiling, Rounding.HALF_UP)
        assert 0 <= quota.places <= quota.ceiling <= ceiling * headcount
        assert quota.is_clamped is (quota.places != quota.base + adjustment)

    @given(people, shares)
    def test_a_better_tier_never_has_fewer(self, headcount: int, share: Decimal) -> None:
        lagging, standard, advanced = (
            excellent_quota(headcount, share, adjustment, Decimal(1), Rounding.HALF_UP).places
            for adjustment in (-1, 0, 1)
        )
        assert lagging <= standard <= advanced

    def test_who_counts_inside(self) -> None:
        def inside(principal: bool, outside: bool, head: Head) -> bool:
            return counts_inside(is_principal=principal, principals_outside=outside, head=head)

        assert inside(False, True, Head.FREE)
        assert not inside(True, True, Head.FREE)
        assert inside(True, False, Head.FREE)
        assert not inside(True, False, Head.IN)
