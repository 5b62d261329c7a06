"""The indicator table as an Excel workbook: written as text, read within limits and without a float in between."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.appraisal.scheme_documents.wording import CHOICES, NO, RULE_NAMES, SOURCE_NAMES, YES, in_language
from hengjian.appraisal.scheme_tables.columns import BY_KEY, COLUMNS, REQUIRED, Column, find_column, tidy_text
from hengjian.appraisal.scheme_tables.errors import MAX_ROWS, ColumnsMissing, NotATable, TableTooLong
from hengjian.appraisal.scheme_tables.help import list_help
from hengjian.kit.exchange.workbooks import (
    READING_FAULTS,
    BadCell,
    OversizedWorkbook,
    UnfitWorkbook,
    open_workbook,
    read_cell,
    save_workbook,
    write_text,
)
from hengjian.kit.language import Language, current_language, say

_MAX_UNPACKED_BYTES = 20_000_000
_MAX_COLUMNS = 60
_MAX_SCANNED = 4 * MAX_ROWS
_MAX_CELL = 32_767
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_SHOWN = PatternFill("solid", fgColor="F2F2F2")


@dataclass(frozen=True)
class TableRow:
    """``number`` is the row in the sheet; ``cells`` and ``bad`` go by column."""

    number: int
    cells: Mapping[str, str]
    bad: Mapping[str, BadCell] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """``letters`` are the sheet's letters of the columns that stand in it."""

    rows: Sequence[TableRow]
    letters: Mapping[str, str]


def write_workbook(rows: Sequence[Mapping[str, str]], language: Language) -> bytes:
    if len(rows) > MAX_ROWS or any(len(text) > _MAX_CELL for row in rows for text in row.values()):
        raise TableTooLong(rows=MAX_ROWS)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet), "a new workbook has one"
    sheet.title = "Indicators" if language == "en" else "指标表"
    for place, column in enumerate(COLUMNS, start=1):
        cell = _write_text(sheet, 1, place, column.heading(language))
        cell.font, cell.fill = Font(bold=True), _SHOWN if column.kind == "shown" else _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(COLUMNS, start=1):
            _write_cell(sheet, number, place, column, row[column.key], is_group=bool(row["combine"]))
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"
    _offer_choices(sheet, language)
    _write_help(book, language)
    return save_workbook(book)


def _write_cell(sheet: Worksheet, row: int, place: int, column: Column, text: str, *, is_group: bool) -> None:
    cell = _write_text(sheet, row, place, text)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if column.kind == "shown":
        cell.fill, cell.font = _SHOWN, Font(color="666666")
    elif is_group:
        cell.font = Font(bold=True)


def _write_text(sheet: Worksheet, row: int, place: int, text: str) -> Cell:
    """Formatted as text too, so that what is typed over it stays what was typed."""
    cell = write_text(sheet, row, place, text)
    cell.number_format = "@"
    return cell


def _offer_choices(sheet: Worksheet, language: Language) -> None:
    offered = {
        "combine": CHOICES["combine"].values(),
        "missing": CHOICES["missing"].values(),
        "times_coefficient": (YES, NO),
        "rule": RULE_NAMES.values(),
        "source": SOURCE_NAMES.values(),
    }
    keys = list(BY_KEY)
    for key, words in offered.items():
        choice = DataValidation("list", formula1=f'"{",".join(in_language(word, language) for word in words)}"')
        choice.showErrorMessage = False
        sheet.add_data_validation(choice)
        letter = get_column_letter(keys.index(key) + 1)
        choice.add(f"{letter}2:{letter}{MAX_ROWS + 1}")


def _write_help(book: Workbook, language: Language) -> None:
    sheet: Worksheet = book.create_sheet("Help" if language == "en" else "填写说明")
    for number, (title, texts) in enumerate(list_help(language), start=1):
        for place, text in enumerate((title, *texts), start=1):
            cell = _write_text(sheet, number, place, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if not texts or place == 1:
                cell.font = Font(bold=True)
    for letter, width in (("A", 24), ("B", 60), ("C", 60)):
        sheet.column_dimensions[letter].width = width


def read_workbook(content: bytes) -> Table:
    """The rows of the first sheet. Raises :class:`NotATable`, :class:`ColumnsMissing`, :class:`TableTooLong`."""
    book = _open(content)
    try:
        lines = book.worksheets[0].iter_rows(max_col=_MAX_COLUMNS)
        columns = _find_columns(next(lines, ()))
        rows = list(_read_rows(lines, columns))
    except READING_FAULTS as error:
        raise NotATable from error
    finally:
        book.close()
    return Table(rows, {column.key: get_column_letter(place + 1) for place, column in columns.items()})


def _open(content: bytes) -> Any:
    try:
        return open_workbook(content, _MAX_UNPACKED_BYTES, read_only=True)
    except OversizedWorkbook as error:
        raise TableTooLong(rows=MAX_ROWS) from error
    except UnfitWorkbook as error:
        raise NotATable from error


def _find_columns(headings: Iterable[Any]) -> dict[int, Column]:
    found: dict[int, Column] = {}
    for place, cell in enumerate(headings):
        column = find_column(str(cell.value)) if cell.value is not None else None
        if column is not None and column not in found.values():
            found[place] = column
    keys = {column.key for column in found.values()}
    missing = [BY_KEY[key].heading(current_language.get()) for key in REQUIRED if key not in keys]
    if missing:
        raise ColumnsMissing(columns=say("、", ", ").join(missing))
    return found


def _read_rows(lines: Iterator[Any], columns: Mapping[int, Column]) -> Iterator[TableRow]:
    count = 0
    for number, line in enumerate(lines, start=2):
        cells, bad = {}, {}
        for place, column in columns.items():
            if column.kind == "shown":
                continue
            read = _read_cell(line[place]) if place < len(line) else ""
            if isinstance(read, BadCell):
                bad[column.key] = read
            else:
                cells[column.key] = read
        if not bad and not any(cells.values()):
            # Deleted rows may leave a long tail of empty ones.
            if number > _MAX_SCANNED:
                raise TableTooLong(rows=MAX_ROWS)
            continue
        count += 1
        if count > MAX_ROWS:
            raise TableTooLong(rows=MAX_ROWS)
        yield TableRow(number, cells, bad)


def _read_cell(cell: Any) -> str | BadCell:
    if isinstance(cell.value, bool):
        return in_language(YES if cell.value else NO, current_language.get())
    read = read_cell(cell)
    return read if isinstance(read, BadCell) else tidy_text(read)
