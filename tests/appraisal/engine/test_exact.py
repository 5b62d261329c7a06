"""The engine's numbers compute what fractions compute."""

import math
import operator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.appraisal.engine.exact import Exact, add_up, split
from hengjian.appraisal.engine.rationals import print_fixed, read_exact, read_number, round_half_up

FRACTIONS = st.fractions() | st.fractions(max_denominator=6) | st.integers(-3, 3).map(Fraction)
COMPARED = (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)
COMPUTED = (operator.add, operator.sub, operator.mul, operator.truediv)


def exact(value: Fraction) -> Exact:
    return Exact(value.numerator, value.denominator)


def same(number: Exact, value: Fraction) -> bool:
    return (number.numerator, number.denominator) == (value.numerator, value.denominator)


@given(FRACTIONS, FRACTIONS, st.integers(-5, 5))
def test_it_computes_as_fractions_do(one: Fraction, other: Fraction, whole: int) -> None:
    for compute in COMPUTED:
        for right, plain in ((exact(other), other), (whole, Fraction(whole))):
            if compute is operator.truediv and plain == 0:
                with pytest.raises(ZeroDivisionError):
                    compute(exact(one), right)
            else:
                assert same(compute(exact(one), right), compute(one, plain))
    assert same(-exact(one), -one)
    assert same(abs(exact(one)), abs(one))


@given(FRACTIONS, FRACTIONS, st.integers(-5, 5))
def test_it_compares_as_fractions_do(one: Fraction, other: Fraction, whole: int) -> None:
    for compare in COMPARED:
        assert compare(exact(one), exact(other)) is compare(one, other)
        assert compare(exact(one), whole) is compare(one, whole)
    assert (hash(exact(one)) == hash(exact(other))) or one != other
    assert bool(exact(one)) is bool(one)
    assert math.floor(exact(one)) == math.floor(one)
    assert math.ceil(exact(one)) == math.ceil(one)
    assert int(exact(one)) == int(one)
    assert exact(one) != "1"


@given(FRACTIONS.filter(bool), FRACTIONS, st.integers(0, 10))
def test_long_numbers_are_the_same_numbers(one: Fraction, other: Fraction, more: int) -> None:
    long = exact(one) * Exact(3**4000, 7**4000) * Exact(7**4000, 3**4000)
    assert long == exact(one)
    assert hash(long) == hash(exact(one))
    assert (long < exact(other)) is (one < other)
    assert long + exact(other) == exact(one + other)
    assert exact(other) / long == exact(other / one)
    assert print_fixed(long, more) == print_fixed(exact(one), more)


@given(st.lists(FRACTIONS, max_size=8))
def test_it_adds_up(values: list[Fraction]) -> None:
    assert same(add_up([exact(value) for value in values]), sum(values, Fraction(0)))


@given(FRACTIONS, FRACTIONS, FRACTIONS, st.integers(-5, 5))
def test_it_is_multiplied_and_divided_at_once(one: Fraction, part: Fraction, whole: Fraction, count: int) -> None:
    for by, plain in ((exact(part), part), (count, Fraction(count))):
        if whole == 0:
            with pytest.raises(ZeroDivisionError):
                exact(one).times(by, exact(whole))
        else:
            assert same(exact(one).times(by, exact(whole)), one * plain / whole)
        if plain:
            assert same(exact(one).times(exact(whole), by), one * whole / plain)


@given(st.lists(FRACTIONS.filter(lambda weight: weight > 0), min_size=1, max_size=8))
def test_it_is_split_by_weights(weights: list[Fraction]) -> None:
    shares = split([exact(weight) for weight in weights])
    assert all(same(share, weight / sum(weights)) for share, weight in zip(shares, weights, strict=True))


@given(st.integers(), st.integers().filter(bool))
def test_it_is_in_lowest_terms(above: int, below: int) -> None:
    assert same(Exact(above, below), Fraction(above, below))
    with pytest.raises(ZeroDivisionError):
        Exact(above, 0)


@given(FRACTIONS, st.integers(0, 8))
def test_it_is_printed_half_up(value: Fraction, places: int) -> None:
    scaled = math.floor(abs(value) * 10**places + Fraction(1, 2))
    rounded = Fraction(-scaled if value < 0 else scaled, 10**places)
    printed = print_fixed(exact(value), places)
    assert Fraction(printed) == rounded
    assert same(round_half_up(exact(value), places), rounded)
    assert len(printed.partition(".")[2]) == places
    assert not (printed.startswith("-") and rounded == 0)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3).map(lambda x: f"{x:f}"))
def test_plain_decimals_are_read(text: str) -> None:
    assert read_number(text) == Fraction(text)
    assert same(read_exact(f"{text}/7", quotient=True), Fraction(text) / 7)
