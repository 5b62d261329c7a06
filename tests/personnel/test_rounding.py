from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hengjian.personnel.rounding import places_of
from hengjian.personnel.terms import Rounding

shares = st.decimals(min_value=0, max_value=1, places=4, allow_nan=False)
people = st.integers(min_value=0, max_value=2000)


class TestPlaces:
    @given(shares, people)
    def test_half_up_is_exact(self, share: Decimal, number: int) -> None:
        exact = Fraction(share) * number
        places = places_of(share, number, Rounding.HALF_UP)
        assert exact - Fraction(1, 2) < places <= exact + Fraction(1, 2)

    @given(shares, people)
    def test_down_and_up_enclose_half_up(self, share: Decimal, number: int) -> None:
        down, half, up = (places_of(share, number, mode) for mode in (Rounding.DOWN, Rounding.HALF_UP, Rounding.UP))
        assert down <= half <= up <= down + 1

    def test_a_half_goes_up(self) -> None:
        assert [places_of(Decimal("0.05"), n, Rounding.HALF_UP) for n in (9, 10, 29, 30)] == [0, 1, 1, 2]
