"""The workbook of an import: read within limits, handed back with what became of each row, made as a template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.kit.batches import MAX_ROWS
from hengjian.kit.language import Language
from hengjian.kit.problems import ProblemFieldError
from hengjian.kit.workbooks import (
    READING_FAULTS,
    OversizedWorkbook,
    UnfitWorkbook,
    open_workbook,
    save_workbook,
    write_text,
)
from hengjian.supervision.bulk.columns import COLUMNS, NUMBER, REASON, RESULT, Column, find_column
from hengjian.supervision.bulk.errors import ColumnsMissing, NotAWorkbook, WorkbookEmpty, WorkbookTooLarge
from hengjian.supervision.bulk.schemas import ImportOutcome

_MAX_UNPACKED_BYTES = 12_000_000
_MAX_COLUMNS = 60
_MAX_SHEET_ROWS = 5000
"""Empty rows are passed over, but not for ever."""

_STATUS = {
    "created": ("已记录", "recorded", "E2F0D9"),
    "unchanged": ("此前已记录", "recorded before", "EDEDED"),
    "refused": ("未记录", "not recorded", "F8D7DA"),
}
_PREVIEW = {
    **_STATUS,
    "created": ("可以记录", "can be recorded", "E2F0D9"),
    "refused": ("不能记录", "cannot be recorded", "F8D7DA"),
}
_HEAD_FILL, _REQUIRED_FILL = PatternFill("solid", fgColor="DCE6F1"), PatternFill("solid", fgColor="FCE4D6")


@dataclass(frozen=True)
class SheetRow:
    """A row with something in it: its number in the sheet, and its cells by field."""

    number: int
    cells: Mapping[str, Any]


def read_workbook(content: bytes) -> list[SheetRow]:
    """The rows of the first sheet below its headings."""
    book = _open(content, read_only=True, data_only=True)
    try:
        lines = islice(book.worksheets[0].iter_rows(values_only=True, max_col=_MAX_COLUMNS), _MAX_SHEET_ROWS + 1)
        columns = _find_columns(next(lines, ()))
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


def _find_columns(headings: Sequence[Any]) -> dict[int, Column]:
    found = {place: column for place, heading in enumerate(headings) if (column := find_column(heading))}
    fields = {column.field for column in found.values()}
    missing = [column.zh for column in COLUMNS if column.is_required and column.field not in fields]
    if missing:
        raise ColumnsMissing(columns="、".join(missing))
    return found


def annotate_workbook(content: bytes, outcome: ImportOutcome, language: Language) -> bytes:
    """The user's own file with three columns more, and a sheet that sums up."""
    book = _open(content)
    sheet: Worksheet = book.worksheets[0]
    places = [_place_of(sheet, heading, language) for heading in (RESULT, NUMBER, REASON)]
    for row in outcome.items:
        words = (_PREVIEW if outcome.dry_run else _STATUS)[row.status]
        reasons = [_reason(error, language) for error in row.errors]
        texts = (words[language == "en"], row.number or "", "\n".join(reasons))
        for place, text in zip(places, texts, strict=True):
            cell = write_text(sheet, row.row, place, text)
            cell.fill = PatternFill("solid", fgColor=words[2])
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[get_column_letter(places[2])].width = 50
    _sum_up(book, outcome, language)
    return save_workbook(book)


def _reason(error: ProblemFieldError, language: Language) -> str:
    field = error.pointer.strip("/").partition("/")[0]
    heading = next((column.heading(language) for column in COLUMNS if column.field == field), None)
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


def _sum_up(book: Workbook, outcome: ImportOutcome, language: Language) -> None:
    title = "Import summary" if language == "en" else "导入小结"
    if title in book.sheetnames:
        del book[title]
    sheet = book.create_sheet(title)
    words_of = _PREVIEW if outcome.dry_run else _STATUS
    counts = (
        (words_of["created"], outcome.created),
        (words_of["unchanged"], outcome.unchanged),
        (words_of["refused"], outcome.refused),
    )
    for line, (words, count) in enumerate(counts, start=1):
        write_text(sheet, line, 1, words[language == "en"])
        sheet.cell(line, 2, count)
    sheet.column_dimensions["A"].width = 24


def make_template(
    units: Sequence[tuple[str, str]], rules: Sequence[tuple[str, str, str, str]], language: Language
) -> bytes:
    """Headings to fill in below, with the units and the year's rules to choose from."""
    is_english = language == "en"
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet), "a new workbook has one"
    sheet.title = "Deductions" if is_english else "扣分"
    for place, column in enumerate(COLUMNS, start=1):
        cell = write_text(sheet, 1, place, column.heading(language) + ("*" if column.is_required else ""))
        cell.font, cell.fill = Font(bold=True), _REQUIRED_FILL if column.is_required else _HEAD_FILL
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        form = "yyyy-mm-dd hh:mm" if column.field == "occurred_at" else "@"
        for row in range(2, 202):
            sheet.cell(row, place).number_format = form
    sheet.freeze_panes = "A2"
    unit_sheet = _list(book, "Units" if is_english else "单位", units)
    rule_sheet = _list(book, "Rules" if is_english else "条款", rules)
    _offer(sheet, "A", unit_sheet, "B", len(units))
    _offer(sheet, "B", rule_sheet, "A", len(rules))
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
