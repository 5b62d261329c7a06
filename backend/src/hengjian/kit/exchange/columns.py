"""A kind of workbook as it is declared once: read, judged, handed back and offered as a template by the same
columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hengjian.kit.exchange.batches import MAX_ROWS
from hengjian.kit.exchange.cells import TEXT, Kind
from hengjian.kit.exchange.folding import fold
from hengjian.kit.language import Language
from hengjian.kit.problems.problems import ProblemFieldError
from hengjian.kit.spreadsheets.opening import Limits

_REMARK = re.compile(r"\([^()]*\)$")

Pair = tuple[str, str]
"""A text in Chinese and in English."""


def choose(pair: Pair, language: Language) -> str:
    return pair[language == "en"]


@dataclass(frozen=True)
class Column:
    """``key`` is the field that a cell fills. A column that is only shown is for the eye, and not read back; one that
    is given tells whose row it is, and is not to be changed. An answer stands in files that were handed back, and is
    read there; nothing that we offer to be filled in has it. ``others`` are headings by which offices call it too."""

    key: str
    zh: str
    en: str
    kind: Kind = TEXT
    width: int = 18
    is_required: bool = False
    is_shown_only: bool = False
    is_given: bool = False
    is_answer: bool = False
    choices: tuple[Pair, ...] = ()
    others: tuple[str, ...] = ()

    def heading(self, language: Language) -> str:
        return choose((self.zh, self.en), language)

    def is_called(self, heading: str) -> bool:
        """By its name in either language or its key, in letters of any size, wrapped and spaced as it may be, with the
        star of a template or a remark in brackets behind it."""
        known = {fold(name) for name in (self.zh, self.en, self.key, *self.others)}
        folded = fold(heading).strip("*:")
        return folded in known or _REMARK.sub("", folded).strip("*:") in known


@dataclass(frozen=True)
class SheetForm:
    """The columns of a workbook's table, and its limits.

    ``is_keyed``: below the headings stands a row with the columns' keys, by which alone they are known, so that
    headings may be in any words; then a column that nobody knows is a fault, as is one that stands there twice.
    """

    title: Pair
    columns: tuple[Column, ...]
    max_rows: int = MAX_ROWS
    max_columns: int = 60
    unpacked_bytes: int = 12_000_000
    is_keyed: bool = False

    @cached_property
    def limits(self) -> Limits:
        return Limits(self.max_rows, self.max_columns, self.unpacked_bytes)

    @cached_property
    def offered(self) -> tuple[Column, ...]:
        """What we write to be filled in."""
        return tuple(column for column in self.columns if not column.is_answer)

    @cached_property
    def _by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    def column(self, key: str) -> Column | None:
        return self._by_key.get(key)

    def find(self, heading: Any) -> Column | None:
        text = str(heading or "").strip()
        if self.is_keyed:
            return self.column(text)
        return next((column for column in self.columns if text and column.is_called(text)), None)

    def headings_of(self, errors: Sequence[ProblemFieldError], language: Language) -> list[str]:
        """The columns that the errors are about, in the order of the sheet."""
        keys = {key_of(error.pointer) for error in errors}
        return [column.heading(language) for column in self.columns if column.key in keys]


def point_to(key: str) -> str:
    """JSON pointer into a row (RFC 6901)."""
    return "/" + key.replace("~", "~0").replace("/", "~1")


def key_of(pointer: str) -> str:
    """The column that an error of a row points to, also where it points further into the cell."""
    return pointer.removeprefix("/").partition("/")[0].replace("~1", "/").replace("~0", "~")
