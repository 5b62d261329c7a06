"""Workbooks written: headings and rows by the columns of a form, lists to choose from, notes on how to fill it in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.kit.exchange.columns import Column, Pair, SheetForm, choose
from hengjian.kit.exchange.errors import TextTooLong
from hengjian.kit.exchange.workbooks import save_workbook, write_text
from hengjian.kit.language import Language

Value = str | int | Decimal | None
Row = Mapping[str, Value]

HEAD, REQUIRED = PatternFill("solid", fgColor="DCE6F1"), PatternFill("solid", fgColor="FCE4D6")
_SHOWN, _MARKED = PatternFill("solid", fgColor="F2F2F2"), PatternFill("solid", fgColor="FDF6E7")
_GREY, _TOP = Font(color="808080", size=8), Alignment(wrap_text=True, vertical="top")
_BLANK_ROWS = 200
_LONGEST_INLINE = 255
"""Excel's limit for a list written into the rule itself."""
_LONGEST_CELL = 32_767
"""Excel's limit for a text."""


class Emphasis(Enum):
    BOLD = "bold"
    MARKED = "marked"


def new_book(title: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet), "a new workbook has one"
    sheet.title = title
    return book, sheet


def refuse_oversized(form: SheetForm, rows: Sequence[Row]) -> None:
    """What could not be read back by the same form is not handed out."""
    if len(rows) > form.max_rows or len(form.offered) > form.max_columns:
        raise form.limits.exceeded()
    longest = max((len(value) for row in rows for value in row.values() if isinstance(value, str)), default=0)
    if longest > _LONGEST_CELL:
        raise TextTooLong(characters=_LONGEST_CELL)


def write_table(
    sheet: Worksheet,
    form: SheetForm,
    rows: Iterable[Row],
    language: Language,
    *,
    frozen_columns: int = 0,
    emphasis: Callable[[Row], Emphasis | None] = lambda _row: None,
) -> None:
    """Headings, the row of keys where the form has one, and the rows; text stays text, whatever is typed over it."""
    for place, column in enumerate(form.offered, start=1):
        _write_head(sheet, form, place, column, column.heading(language))
    first = 3 if form.is_keyed else 2
    for number, row in enumerate(rows, start=first):
        stress = emphasis(row)
        for place, column in enumerate(form.offered, start=1):
            _write_value(sheet, number, place, column, row.get(column.key))
            cell = sheet.cell(number, place)
            if stress is Emphasis.MARKED:
                cell.fill = _MARKED
            elif column.is_shown_only or column.is_given:
                cell.fill, cell.font = _SHOWN, Font(color="666666")
            elif stress is Emphasis.BOLD:
                cell.font = Font(bold=True)
    sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{first}"


def _write_head(sheet: Worksheet, form: SheetForm, place: int, column: Column, heading: str) -> None:
    head = write_text(sheet, 1, place, heading)
    head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    head.fill = _SHOWN if column.is_shown_only or column.is_given else HEAD
    sheet.column_dimensions[get_column_letter(place)].width = column.width
    if form.is_keyed:
        name = write_text(sheet, 2, place, column.key)
        name.font, name.fill, name.number_format = _GREY, _SHOWN, "@"


def _write_value(sheet: Worksheet, number: int, place: int, column: Column, value: Value) -> None:
    if isinstance(value, str) or value is None:
        cell = write_text(sheet, number, place, value or "")
        cell.alignment, cell.number_format = _TOP, column.kind.number_format
    else:
        sheet.cell(number, place, value)


def write_notes(book: Workbook, title: str, lines: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
    """A sheet of its own for the eye: the first text of each line is its name, one that stands alone a heading."""
    sheet: Worksheet = book.create_sheet(title)
    for number, texts in enumerate(lines, start=1):
        for place, text in enumerate(texts, start=1):
            cell = write_text(sheet, number, place, text)
            cell.alignment = _TOP
            if place == 1:
                cell.font = Font(bold=True)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width


@dataclass(frozen=True)
class ChoiceList:
    """A sheet to choose from: ``rows`` of texts, of which the one at ``taken`` (from 0) goes into the cell."""

    title: Pair
    rows: Sequence[tuple[str, ...]]
    taken: int = 0


def offer_choices(
    book: Workbook, sheet: Worksheet, form: SheetForm, lists: Mapping[str, ChoiceList], language: Language
) -> None:
    """Drop-downs, which suggest and do not forbid: what cannot be taken is told row by row."""
    for place, column in enumerate(form.offered, start=1):
        words = [choose(pair, language) for pair in column.choices]
        if column.key in lists:
            offered = lists[column.key]
            formula = _list(book, choose(offered.title, language), offered.rows, offered.taken) if offered.rows else ""
        elif len(",".join(words)) <= _LONGEST_INLINE and not any("," in word for word in words):
            formula = f'"{",".join(words)}"' if words else ""
        else:
            formula = _list(book, column.heading(language), [(word,) for word in words], 0)
        if formula:
            _offer(sheet, get_column_letter(place), 3 if form.is_keyed else 2, form.max_rows, formula)


def _list(book: Workbook, title: str, rows: Sequence[tuple[str, ...]], taken: int) -> str:
    sheet: Worksheet = book.create_sheet(title)
    for number, texts in enumerate(rows, start=1):
        for place, text in enumerate(texts, start=1):
            write_text(sheet, number, place, text)
    for place in range(1, max(map(len, rows)) + 1):
        longest = max(len(texts[place - 1]) for texts in rows if len(texts) >= place)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(2 * longest, 12), 60)
    letter = get_column_letter(taken + 1)
    quoted = sheet.title.replace("'", "''")
    return f"'{quoted}'!${letter}$1:${letter}${len(rows)}"


def _offer(sheet: Worksheet, letter: str, first: int, rows: int, formula: str) -> None:
    choice = DataValidation("list", formula1=formula, allow_blank=True)
    choice.showErrorMessage = False
    sheet.add_data_validation(choice)
    choice.add(f"{letter}{first}:{letter}{first + rows - 1}")


def write_template(
    form: SheetForm, lists: Mapping[str, ChoiceList], language: Language, rows: Sequence[Row] = ()
) -> bytes:
    """Headings to fill in below, stars at what is required, and lists by the key of the column that takes from them;
    ``rows`` are there already."""
    book, sheet = new_book(choose(form.title, language))
    write_table(sheet, form, rows, language)
    first = (3 if form.is_keyed else 2) + len(rows)
    for place, column in enumerate(form.offered, start=1):
        if column.is_required:
            head = write_text(sheet, 1, place, f"{column.heading(language)}*")
            head.fill = REQUIRED
        for number in range(first, first + min(_BLANK_ROWS, form.max_rows)):
            sheet.cell(number, place).number_format = column.kind.number_format
    offer_choices(book, sheet, form, lists, language)
    return save_workbook(book)
