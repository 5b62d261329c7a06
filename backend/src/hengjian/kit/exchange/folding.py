"""What people type without seeing a difference: wide signs, blanks of any kind, marks of no width."""

import re
import unicodedata

_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_BLANKS = re.compile(r"\s+")


def narrow(text: str) -> str:
    """In plain signs and single blanks: １２ is 12, （ is (, and a blank of two signs' width is a blank."""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    return _BLANKS.sub(" ", plain.replace("\u2212", "-")).strip()


def fold(text: str) -> str:
    """For comparing: without blanks, in letters of one size."""
    return narrow(text).replace(" ", "").casefold()
