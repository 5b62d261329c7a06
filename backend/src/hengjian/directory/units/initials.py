"""Pinyin initials, by which a unit is found with few keys: 东溪镇 by DXZ."""

from itertools import chain


def pinyin_initials(name: str) -> str:
    """The first letter of each syllable in upper case; letters and digits of the name as they are."""
    from pypinyin import Style, lazy_pinyin  # 20 MB of readings: only where a name is written

    letters = chain.from_iterable(lazy_pinyin(name, style=Style.FIRST_LETTER))
    return "".join(letter.upper() for letter in letters if letter.isascii() and letter.isalnum())
