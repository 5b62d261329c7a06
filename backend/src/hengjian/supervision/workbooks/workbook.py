"""The workbook of an import: read within limits, handed back with what became of each row, made as a template."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.kit.edge.problems import ProblemFieldError
from hengjian.kit.exchange.batches import MAX_ROWS
from hengjian.kit.exchange.workbooks import (
    READING_FAULTS,
    OversizedWorkbook,
    UnfitWorkbook,
    open_workbook,
    save_workbook,
    write_text,
)
from hengjian.kit.language import Language
from hengjian.supervision.workbooks.columns import Column, find_column
from hengjian.supervision.workbooks.errors import ColumnsMissing, NotAWorkbook, WorkbookEmpty, WorkbookTooLarge

_MAX_UNPACKED_BYTES = 12_000_000
_MAX_COLUMNS = 60
_MAX_SHEET_ROWS = 5000
"""Empty rows are passed over, but not for ever."""

GOOD, SAME, UNFIT = "E2F0D9", "EDEDED", "F8D7DA"
UNITS = ("单位", "Units")
RESULT, NUMBER, REASON = ("结果", "Result"), ("记录编号", "Record number"), ("原因", "Reason")
_HEAD_FILL, _REQUIRED_FILL = PatternFill("solid", fgColor="DCE6F1"), PatternFill("solid", fgColor="FCE4D6")


@dataclass(frozen=True)
class SheetForm:
    """A kind of workbook: its columns, and what became of a row as (Chinese, English, colour), done or only judged."""

    title: tuple[str, str]
    columns: tuple[Column, ...]
    done: Mapping[str, tuple[str, str, str]]
    preview: Mapping[str, tuple[str, str, str]]
    is_numbered: bool = False

    def headings_of(self, errors: Sequence[ProblemFieldError], language: Language) -> list[str]:
        """The columns that the errors are about."""
        fields = {error.pointer.strip("/").partition("/")[0] for error in errors}
        return [column.heading(language) for column in self.columns if column.field in fields]


class JudgedRow(Protocol):
    row: int
    errors: list[ProblemFieldError]

    @property
    def status(self) -> str: ...


class Judged(Protocol):
    dry_run: bool

    @property
    def items(self) -> Sequence[JudgedRow]: ...


@dataclass(frozen=True)
class SheetRow:
    """A row with something in it: its number in the sheet, and its cells by field."""

    number: int
    cells: Mapping[str, Any]


def read_workbook(content: bytes, form: SheetForm) -> list[SheetRow]:
    """The rows of the first sheet below its headings."""
    book = _open(content, read_only=True, data_only=True)
    try:
        lines = islice(book.worksheets[0].iter_rows(values_only=True, max_col=_MAX_COLUMNS), _MAX_SHEET_ROWS + 1)
        columns = _find_columns(form, next(lines, ()))
        rows = []
        for number, values in enumerate(lines, start=2):
            cells = {column.field: values[place] for place, column in columns.items() if place < len(values)}
            if any(value is not None and str(value).strip() for value in cells.values()):
                rows.append(SheetRow(number, cells))
    except READING_FAULTS as error:
        raise NotAWorkbook from error
    finally:
        book.close()
    if not rows:
        raise WorkbookEmpty
    if len(rows) > MAX_ROWS:
        raise WorkbookTooLarge(rows=MAX_ROWS)
    return rows


def _open(content: bytes, **options: bool) -> Any:
    try:
        return open_workbook(content, _MAX_UNPACKED_BYTES, **options)
    except OversizedWorkbook as error:
        raise WorkbookTooLarge(rows=MAX_ROWS) from error
    except UnfitWorkbook as error:
        raise NotAWorkbook from error


def _find_columns(form: SheetForm, headings: Sequence[Any]) -> dict[int, Column]:
    found = {place: column for place, heading in enumerate(headings) if (column := find_column(form.columns, heading))}
    fields = {column.field for column in found.values()}
    missing = [column.zh for column in form.columns if column.is_required and column.field not in fields]
    if missing:
        raise ColumnsMissing(columns="、".join(missing))
    return found


def annotate_workbook(content: bytes, form: SheetForm, outcome: Judged, language: Language) -> bytes:
    """The user's own file with what became of each row beside it, and a sheet that sums up."""
    book = _open(content)
    sheet: Worksheet = book.worksheets[0]
    places = [
        _place_of(sheet, heading, language)
        for heading in ((RESULT, NUMBER, REASON) if form.is_numbered else (RESULT, REASON))
    ]
    words_of = form.preview if outcome.dry_run else form.done
    for row in outcome.items:
        words = words_of[row.status]
        reasons = "\n".join(_reason(form, error, language) for error in row.errors)
        word = words[language == "en"]
        texts = (word, getattr(row, "number", None) or "", reasons) if form.is_numbered else (word, reasons)
        for place, text in zip(places, texts, strict=True):
            cell = write_text(sheet, row.row, place, text)
            cell.fill = PatternFill("solid", fgColor=words[2])
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[get_column_letter(places[-1])].width = 50
    _sum_up(book, words_of, outcome, language)
    return save_workbook(book)


def _reason(form: SheetForm, error: ProblemFieldError, language: Language) -> str:
    heading = next(iter(form.headings_of([error], language)), None)
    if heading is None:
        return error.message
    return f"{heading}: {error.message}" if language == "en" else f"{heading}：{error.message}"


def _place_of(sheet: Worksheet, heading: tuple[str, str], language: Language) -> int:
    """Where that column stands already, from an earlier import, or the next free one."""
    last = 0
    for place in range(1, min(sheet.max_column, _MAX_COLUMNS) + 1):
        value = sheet.cell(1, place).value
        if value in heading:
            return place
        if value is not None:
            last = place
    cell = write_text(sheet, 1, last + 1, heading[language == "en"])
    cell.font, cell.fill = Font(bold=True), _HEAD_FILL
    return last + 1


def _sum_up(book: Workbook, words_of: Mapping[str, tuple[str, str, str]], outcome: Judged, language: Language) -> None:
    title = "Import summary" if language == "en" else "导入小结"
    if title in book.sheetnames:
        del book[title]
    sheet = book.create_sheet(title)
    counts = Counter(row.status for row in outcome.items)
    for line, (status, words) in enumerate(words_of.items(), start=1):
        write_text(sheet, line, 1, words[language == "en"])
        sheet.cell(line, 2, counts[status])
    sheet.column_dimensions["A"].width = 24


def make_template(
    form: SheetForm, lists: Sequence[tuple[tuple[str, str], Sequence[tuple[str, ...]], str]], language: Language
) -> bytes:
    """Headings to fill in below, and sheets to choose from: title, rows, and the column whose texts are taken.

    The first list offers what goes into the first column, and so on.
    """
    is_english = language == "en"
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet), "a new workbook has one"
    sheet.title = form.title[is_english]
    for place, column in enumerate(form.columns, start=1):
        cell = write_text(sheet, 1, place, column.heading(language) + ("*" if column.is_required else ""))
        cell.font, cell.fill = Font(bold=True), _REQUIRED_FILL if column.is_required else _HEAD_FILL
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        for row in range(2, 202):
            sheet.cell(row, place).number_format = column.form
    sheet.freeze_panes = "A2"
    for place, (title, rows, taken) in enumerate(lists, start=1):
        _offer(sheet, get_column_letter(place), _list(book, title[is_english], rows), taken, len(rows))
    return save_workbook(book)


def _list(book: Workbook, title: str, rows: Sequence[tuple[str, ...]]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    for line, texts in enumerate(rows, start=1):
        for place, text in enumerate(texts, start=1):
            write_text(sheet, line, place, text)
    for letter, width in (("A", 16), ("B", 40), ("C", 16), ("D", 48)):
        sheet.column_dimensions[letter].width = width
    return sheet


def _offer(sheet: Worksheet, letter: str, listed: Worksheet, column: str, count: int) -> None:
    if count:
        choice = DataValidation("list", formula1=f"'{listed.title}'!${column}$1:${column}${count}", allow_blank=True)
        choice.showErrorMessage = False
        sheet.add_data_validation(choice)
        choice.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
