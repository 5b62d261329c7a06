"""Exact rational numbers: what :class:`fractions.Fraction` computes, without its search for other kinds of numbers."""

from collections.abc import Collection
from math import gcd, lcm

_new = object.__new__
_LONG = 2**4096


def _reduce(numerator: int, denominator: int) -> "Exact":
    """The number, ``denominator`` above zero, in lowest terms unless it is so long that this costs more than it
    saves."""
    divisor = gcd(numerator, denominator) if denominator < _LONG else 1
    number: Exact = _new(Exact)
    if divisor == 1:
        number.numerator, number.denominator = numerator, denominator
    else:
        number.numerator, number.denominator = numerator // divisor, denominator // divisor
    return number


def _divide(above: int, below: int) -> "Exact":
    """The number above / below, whatever their signs. Raises :class:`ZeroDivisionError`."""
    if below > 0:
        return _reduce(above, below)
    if below == 0:
        raise ZeroDivisionError
    return _reduce(-above, -below)


class Exact:
    """A rational number, ``denominator`` above zero and, unless very long, in lowest terms; never changed once made.

    Arithmetic and comparison are with its own kind and with integers.
    """

    __slots__ = ("denominator", "numerator")

    numerator: int
    denominator: int

    def __new__(cls, numerator: int, denominator: int = 1) -> "Exact":
        """Raises :class:`ZeroDivisionError`."""
        return _divide(numerator, denominator)

    def __repr__(self) -> str:
        return f"Exact({self.numerator}, {self.denominator})"

    def __hash__(self) -> int:
        divisor = gcd(self.numerator, self.denominator)
        return hash((self.numerator // divisor, self.denominator // divisor))

    def __bool__(self) -> bool:
        return self.numerator != 0

    # Integers have a numerator and a denominator of their own, so nothing below asks which of both it is given.

    def __add__(self, other: "Exact | int") -> "Exact":
        below, their_below = self.denominator, other.denominator
        if below == their_below:
            return _reduce(self.numerator + other.numerator, below)
        return _reduce(self.numerator * their_below + other.numerator * below, below * their_below)

    def __sub__(self, other: "Exact | int") -> "Exact":
        below, their_below = self.denominator, other.denominator
        if below == their_below:
            return _reduce(self.numerator - other.numerator, below)
        return _reduce(self.numerator * their_below - other.numerator * below, below * their_below)

    def __mul__(self, other: "Exact | int") -> "Exact":
        return _reduce(self.numerator * other.numerator, self.denominator * other.denominator)

    def __truediv__(self, other: "Exact | int") -> "Exact":
        """Raises :class:`ZeroDivisionError`."""
        return _divide(self.numerator * other.denominator, self.denominator * other.numerator)

    def times(self, part: "Exact | int", whole: "Exact | int") -> "Exact":
        """``self * part / whole``, exact, reduced once. Raises :class:`ZeroDivisionError`."""
        return _divide(
            self.numerator * part.numerator * whole.denominator, self.denominator * part.denominator * whole.numerator
        )

    def __neg__(self) -> "Exact":
        return _reduce(-self.numerator, self.denominator)

    def __abs__(self) -> "Exact":
        return self if self.numerator >= 0 else -self

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Exact):
            return self.numerator * other.denominator == other.numerator * self.denominator
        return isinstance(other, int) and self.numerator == other * self.denominator

    def __lt__(self, other: "Exact | int") -> bool:
        return self.numerator * other.denominator < other.numerator * self.denominator

    def __gt__(self, other: "Exact | int") -> bool:
        return self.numerator * other.denominator > other.numerator * self.denominator

    def __le__(self, other: "Exact | int") -> bool:
        return self.numerator * other.denominator <= other.numerator * self.denominator

    def __ge__(self, other: "Exact | int") -> bool:
        return self.numerator * other.denominator >= other.numerator * self.denominator

    def __floor__(self) -> int:
        return self.numerator // self.denominator

    def __ceil__(self) -> int:
        return -(-self.numerator // self.denominator)

    def __int__(self) -> int:
        """Towards zero."""
        whole = abs(self.numerator) // self.denominator
        return whole if self.numerator >= 0 else -whole


def add_up(values: Collection[Exact]) -> Exact:
    """The sum, exact, 0 of none; reduced once: with many different denominators far cheaper than one after the
    other."""
    if len(values) == 1:
        return next(iter(values))
    below = lcm(*{value.denominator for value in values})
    return _reduce(sum([value.numerator * (below // value.denominator) for value in values]), below)


def split(weights: Collection[Exact]) -> list[Exact]:
    """Each weight over the sum of all, so that they make 1; where that makes long numbers, with one denominator for
    all.

    Raises :class:`ZeroDivisionError` where the weights make 0. Source: ``weighted`` under "Groups and items" in
    scheme-language.md.
    """
    below = lcm(*[weight.denominator for weight in weights])
    parts = [weight.numerator * (below // weight.denominator) for weight in weights]
    whole = sum(parts)
    return [_divide(part, whole) for part in parts]
