"""Exact numbers: plain decimals in, fractions inside, half-up decimals out."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

MAX_DIGITS: Final = 100
_SAFE_INTEGER: Final = 2**53
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)


class LongInteger:
    """A JSON integer of more digits than a number may have; kept unread."""


class NotANumber(ValueError):
    """No number in the sense of the scheme language."""


class TooManyDigits(ValueError):
    """A number longer than :data:`MAX_DIGITS` digits."""


def read_number(value: object, *, quotient: bool = False) -> Fraction:
    """A plain decimal string, or an integer below 2^53; with ``quotient`` also ``"100/3"``.

    Raises :class:`NotANumber` or :class:`TooManyDigits`.
    """
    if isinstance(value, str):
        if quotient and "/" in value:
            above, _, below = value.partition("/")
            divisor = _read_decimal(below)
            if divisor == 0:
                raise NotANumber
            return _read_decimal(above) / divisor
        return _read_decimal(value)
    if isinstance(value, LongInteger):
        raise TooManyDigits
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _SAFE_INTEGER:
        return Fraction(value)
    raise NotANumber


def _read_decimal(text: str) -> Fraction:
    if not _PLAIN.fullmatch(text):
        raise NotANumber
    if len(text) > MAX_DIGITS and sum(map(str.isdigit, text)) > MAX_DIGITS:
        raise TooManyDigits
    return Fraction(text)


def round_half_up(value: Fraction, places: int) -> Fraction:
    """Half-up, away from zero."""
    scale = 10**places
    scaled = abs(value) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(-whole if value < 0 else whole, scale)


def print_fixed(value: Fraction, places: int) -> str:
    """``value``, rounded half-up, with exactly ``places`` digits; never a negative zero."""
    scale = 10**places
    scaled = abs(value) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and whole else ""
    digits = _digits(whole)
    if places == 0:
        return sign + digits
    digits = digits.zfill(places + 1)
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def _digits(whole: int) -> str:
    # Decimal has no limit on the length of what it prints; str(int) has.
    return str(whole) if whole < _SAFE_INTEGER else format(Decimal(whole), "f")


def print_short(value: Fraction) -> str:
    """For sentences: at most six places, without trailing zeros."""
    text = print_fixed(value, 6)
    return text.rstrip("0").rstrip(".")
