"""How a name is stored and compared, and which signs no text may hold.

Two texts that look alike on paper must be alike for the machine: what a reader cannot see is refused wherever text
comes in, and names are kept in one form, so that a blank or another dot hides nobody.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

NAME_DOT = "\N{MIDDLE DOT}"
"""Between the parts of a name, as GB 18030 and the identity card write it."""

_DOTS = re.compile(
    r"\s*[\N{MIDDLE DOT}\N{BULLET}\N{HYPHENATION POINT}\N{BULLET OPERATOR}\N{DOT OPERATOR}\N{KATAKANA MIDDLE DOT}]\s*"
)
_HAN = r"[\u3400-\u9fff\U00020000-\U000323af]"
_POINT_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s*\.\s*(?={_HAN})")
_BLANK_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
_LONG_NUMBER = re.compile(r"\d{6}")
"""Of an identity card or a telephone that slipped into the wrong column."""

_UNSEEN = re.compile(
    "["
    "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls but tab and ends of lines; NUL is the database's to refuse
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "]"
)


class Unseen(NamedTuple):
    """A sign that nobody sees: its code point, and its place in the text, counted from 1."""

    sign: str
    place: int

    @property
    def sentences(self) -> tuple[str, str]:
        """What is wrong and what to do, in Chinese and English."""
        return (
            f"第 {self.place} 个字是看不见的字符 {self.sign}，请删去。",
            f"Sign {self.place} is {self.sign}, which nobody sees; delete it.",
        )


def find_unseen(text: str) -> Unseen | None:
    """The first sign without a shape, or that turns the direction of its neighbours."""
    match = _UNSEEN.search(text)
    return Unseen(f"U+{ord(match[0]):04X}", match.start() + 1) if match else None


def find_unseen_in(value: Any, pointer: str = "") -> Iterator[tuple[str, Unseen]]:
    """JSON Pointer and sign of each text in a JSON value that holds one, names of members included."""
    if isinstance(value, str):
        if unseen := find_unseen(value):
            yield pointer, unseen
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from find_unseen_in(member, f"{pointer}/{index}")
    elif isinstance(value, dict):
        for name, member in value.items():
            if unseen := find_unseen(name):
                yield pointer, unseen
            yield from find_unseen_in(member, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")


def write_person_name(name: str) -> str:
    """As it is stored: plain forms (NFKC), the name dot U+00B7, no blanks that only align a column of short names."""
    plain = " ".join(unicodedata.normalize("NFKC", name).split())
    dotted = _POINT_BETWEEN_HAN.sub(NAME_DOT, _DOTS.sub(NAME_DOT, plain))
    return _BLANK_BETWEEN_HAN.sub("", dotted)


def _read_person_name(name: str) -> str:
    written = write_person_name(name)
    if _LONG_NUMBER.search(written):
        raise PydanticCustomError("name_holds_a_number", "a name holds no long number")
    return written


def write_name(name: str) -> str:
    """Of a unit or a post: blanks at the ends go, others become one. Brackets stay as wide as they are printed."""
    return " ".join(name.split())


def comparable_name(name: str) -> str:
    """What two names are compared by: without dots and blanks, in plain forms and small letters."""
    plain = write_person_name(name)
    return re.sub(rf"[\s{NAME_DOT}]", "", plain).casefold()


def _before(write: Callable[[str], str]) -> BeforeValidator:
    return BeforeValidator(lambda value: write(value) if isinstance(value, str) else value)


_Fitting = Field(min_length=1, max_length=80)
PersonName = Annotated[str, _Fitting, _before(_read_person_name)]
Name = Annotated[str, _Fitting, _before(write_name)]
