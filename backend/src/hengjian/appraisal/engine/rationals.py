"""Numbers as text: plain decimals in, half-up decimals out."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from hengjian.appraisal.engine.exact import Exact

MAX_DIGITS: Final = 100
_SAFE_INTEGER: Final = 2**53
_TOO_LONG: Final = 10**MAX_DIGITS
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)


class LongInteger:
    """A JSON integer of more digits than a number may have; kept unread."""


class NotANumberError(ValueError):
    """No number in the sense of the scheme language."""


class TooManyDigitsError(ValueError):
    """A number longer than :data:`MAX_DIGITS` digits."""


def read_number(value: object, *, quotient: bool = False) -> Fraction:
    """A plain decimal string, or an integer below 2^53, exactly; with ``quotient`` also ``"100/3"``.

    Raises :class:`NotANumberError` or :class:`TooManyDigitsError` (more than 100 digits). Source: "Numbers" in
    scheme-language.md.
    """
    number = read_exact(value, quotient=quotient)
    return Fraction(number.numerator, number.denominator)


def read_exact(value: object, *, quotient: bool = False) -> Exact:
    """:func:`read_number`, as the engine computes with it; raises the same."""
    if isinstance(value, str):
        if quotient and "/" in value:
            above, _, below = value.partition("/")
            divisor = _read_decimal(below)
            if not divisor:
                raise NotANumberError
            return _read_decimal(above) / divisor
        return _read_decimal(value)
    if isinstance(value, LongInteger):
        raise TooManyDigitsError
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotANumberError
    if abs(value) >= _SAFE_INTEGER:
        raise TooManyDigitsError if abs(value) >= _TOO_LONG else NotANumberError
    return Exact(value)


@lru_cache(maxsize=2**15)
def _read_decimal(text: str) -> Exact:
    # A county's figures repeat; the same text is always the same number.
    if not _PLAIN.fullmatch(text):
        raise NotANumberError
    if len(text) > MAX_DIGITS and sum(map(str.isdigit, text)) > MAX_DIGITS:
        raise TooManyDigitsError
    whole, _, part = text.partition(".")
    return Exact(int(whole + part), 10 ** len(part)) if part else Exact(int(whole))


def _count_half_up(value: Exact, scale: int) -> int:
    """``value`` in units of 1 / ``scale``, rounded away from zero; without its sign."""
    below = value.denominator
    return (2 * abs(value.numerator) * scale + below) // (2 * below)


def round_half_up(value: Exact, places: int) -> Exact:
    """``value`` to ``places`` decimals, half up, away from zero; exact again. Source: "Numbers" in
    scheme-language.md."""
    scale = 10**places
    whole = _count_half_up(value, scale)
    return Exact(-whole if value.numerator < 0 else whole, scale)


def print_fixed(value: Exact, places: int) -> str:
    """``value``, rounded half up, away from zero, with exactly ``places`` digits; never a negative zero, never an
    exponent.
    """
    whole = _count_half_up(value, 10**places)
    digits = str(whole) if whole < _SAFE_INTEGER else _print_long(whole)
    if len(digits) <= places:
        digits = digits.zfill(places + 1)
    text = digits[:-places] + "." + digits[-places:] if places else digits
    return "-" + text if value.numerator < 0 and whole else text


def _print_long(whole: int) -> str:
    # Decimal has no limit on the length of what it prints; str(int) has.
    return format(Decimal(whole), "f")


def print_short(value: Exact) -> str:
    """For sentences: half up to six places at most, without trailing zeros."""
    text = print_fixed(value, 6)
    return text.rstrip("0").rstrip(".")
