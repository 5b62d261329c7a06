"""A kind of workbook as it is declared once: read, judged, handed back and offered as a template by the same
columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hengjian.kit.exchange.batches import MAX_ROWS
from hengjian.kit.exchange.cells import TEXT, Kind
from hengjian.kit.language import Language
from hengjian.kit.problems.problems import ProblemFieldError

Pair = tuple[str, str]
"""A text in Chinese and in English."""


def choose(pair: Pair, language: Language) -> str:
    return pair[language == "en"]


@dataclass(frozen=True)
class Column:
    """``key`` is the field that a cell fills. A column that is only shown is for the eye, and not read back; one that
    is given tells whose row it is, and is not to be changed."""

    key: str
    zh: str
    en: str
    kind: Kind = TEXT
    width: int = 18
    is_required: bool = False
    is_shown_only: bool = False
    is_given: bool = False
    choices: tuple[Pair, ...] = ()

    def heading(self, language: Language) -> str:
        return choose((self.zh, self.en), language)

    def is_called(self, heading: str) -> bool:
        """By its name in either language or its key, in letters of any size and with the star of a template."""
        return heading.rstrip("*＊ ").casefold() in {self.zh.casefold(), self.en.casefold(), self.key.casefold()}


@dataclass(frozen=True)
class SheetForm:
    """The columns of a workbook's first sheet, and its limits.

    ``is_keyed``: below the headings stands a row with the columns' keys, by which alone they are known, so that
    headings may be in any words; then a column that nobody knows is a fault, as is one that stands there twice.
    ``takes_formulas``: what a formula gave when the file was last saved counts; else a formula is a fault of its cell.
    """

    title: Pair
    columns: tuple[Column, ...]
    max_rows: int = MAX_ROWS
    max_columns: int = 60
    unpacked_bytes: int = 12_000_000
    is_keyed: bool = False
    takes_formulas: bool = False

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
