from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hengjian.personnel.nominations.votes import is_majority, reaches_line, slate_sizes


class TestSlate:
    @given(st.integers(1, 50), st.integers(0, 10), st.integers(0, 10))
    def test_bounds(self, vacancies: int, least: int, more: int) -> None:
        sizes = slate_sizes(vacancies, least, least + more)
        assert (sizes[0], sizes[-1]) == (vacancies + least, vacancies + least + more)

    def test_two_vacancies_take_five_to_seven(self) -> None:
        assert [size for size in range(1, 20) if size in slate_sizes(2, 3, 5)] == [5, 6, 7]


class TestVotes:
    @given(st.integers(0, 1000), st.integers(1, 1000))
    def test_a_majority_is_more_than_half(self, votes: int, ballots: int) -> None:
        assert is_majority(votes, ballots) is (Fraction(votes, ballots) > Fraction(1, 2))

    def test_the_line_itself_is_enough(self) -> None:
        assert reaches_line(30, 100, Decimal("0.3"))
        assert not reaches_line(29, 100, Decimal("0.3"))
