"""A workbook with a row a subject and a column a number: written as text, filled in, read back cell by cell.

The second row of the sheet names the columns for the machine, so that headings may be in either language, columns moved
and rows sorted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel

from hengjian.kit.edge.problems import Problem
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
from hengjian.kit.language import Language, say

MAX_SUBJECTS = 3000
MAX_COLUMNS = 600
_MAX_UNPACKED_BYTES = 40_000_000
_SUBJECT = "subject_code"
_FIRST_ROW = 3
_FIXED = (
    (_SUBJECT, "代码", "code", 14),
    ("name", "考核对象", "subject", 18),
    ("group", "类别或单位", "class or unit", 22),
)
_HEAD, _SHOWN = PatternFill("solid", fgColor="DCE6F1"), PatternFill("solid", fgColor="F2F2F2")
_GREY = Font(color="808080", size=8)


class NotASubjectTable(Problem):
    status, code = 422, "not_a_subject_table"
    zh = "文件不是可读取的 Excel（.xlsx），或没有模板第二行的列代码；请用下载的模板填写。"
    en = "The file is no Excel workbook (.xlsx) that can be read, or lacks the template's second row; fill in the template."


class SubjectTableTooLarge(Problem):
    status, code = 422, "subject_table_too_large"
    zh, en = "表中最多 {rows} 行、{columns} 列。", "A table has at most {rows} rows and {columns} columns."


class CellFault(BaseModel):
    """What is wrong in the file: ``cell`` as the workbook calls it, ``column`` by its heading."""

    row: int
    cell: str
    column: str
    code: str
    message: str


@dataclass(frozen=True)
class Column:
    """``key`` is never translated."""

    key: str
    heading: str


@dataclass(frozen=True)
class SubjectLine:
    """``group`` tells people of one name apart; ``cells`` by column."""

    code: str
    name: str
    group: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class ReadLine:
    """``number`` is the row in the sheet; ``cells`` holds what is filled in, by column."""

    number: int
    code: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class ReadTable:
    """``faults`` are cells that hold no text, and rows that nobody can be found for."""

    lines: Sequence[ReadLine]
    faults: Sequence[CellFault]
    places: Mapping[str, str]
    headings: Mapping[str, str]

    def fault(self, line: ReadLine, key: str, code: str, zh: str, en: str) -> CellFault:
        return _fault(line.number, self.places[key], self.headings[key], code, zh, en)


def _fault(number: int, letter: str, heading: str, code: str, zh: str, en: str) -> CellFault:
    return CellFault(row=number, cell=f"{letter}{number}", column=heading, code=code, message=say(zh, en))


def write_subject_table(
    title: str, columns: Sequence[Column], lines: Sequence[SubjectLine], note: str, language: Language
) -> bytes:
    """Two rows of heads, then the subjects; a note of how to fill it in stands on a sheet of its own."""
    if len(lines) > MAX_SUBJECTS or len(columns) + len(_FIXED) > MAX_COLUMNS:
        raise SubjectTableTooLarge(rows=MAX_SUBJECTS, columns=MAX_COLUMNS)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet), "a new workbook has one"
    sheet.title = "Facts" if language == "en" else "填报"
    fixed = [(key, en if language == "en" else zh, width, _SHOWN) for key, zh, en, width in _FIXED]
    heads = [*fixed, *((column.key, column.heading, 18, _HEAD) for column in columns)]
    for place, (key, heading, width, fill) in enumerate(heads, start=1):
        head = _text(sheet, 1, place, heading)
        head.font, head.fill, head.alignment = Font(bold=True), fill, Alignment(wrap_text=True, vertical="center")
        name = _text(sheet, 2, place, key)
        name.font, name.fill = _GREY, _SHOWN
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, line in enumerate(lines, start=_FIRST_ROW):
        for place, text in enumerate((line.code, line.name, line.group), start=1):
            _text(sheet, number, place, text).fill = _SHOWN
        for place, column in enumerate(columns, start=len(_FIXED) + 1):
            _text(sheet, number, place, line.cells.get(column.key, ""))
    sheet.freeze_panes = f"{get_column_letter(len(_FIXED) + 1)}{_FIRST_ROW}"
    _write_note(book, title, note, language)
    return save_workbook(book)


def _text(sheet: Worksheet, row: int, place: int, text: str) -> Any:
    """Formatted as text too, so that what is typed over it stays what was typed."""
    cell = write_text(sheet, row, place, text)
    cell.number_format = "@"
    return cell


def _write_note(book: Workbook, title: str, note: str, language: Language) -> None:
    sheet: Worksheet = book.create_sheet("Help" if language == "en" else "填写说明")
    sheet.column_dimensions["A"].width = 100
    write_text(sheet, 1, 1, title).font = Font(bold=True)
    for row, text in enumerate(note.split("\n"), start=2):
        write_text(sheet, row, 1, text).alignment = Alignment(wrap_text=True, vertical="top")


def read_subject_table(content: bytes, columns: Sequence[Column], subject_codes: Mapping[str, str]) -> ReadTable:
    """The filled-in rows of the first sheet; ``subject_codes`` are those that may stand in it, with their names."""
    try:
        book = open_workbook(content, _MAX_UNPACKED_BYTES, read_only=True)
    except OversizedWorkbook as error:
        raise SubjectTableTooLarge(rows=MAX_SUBJECTS, columns=MAX_COLUMNS) from error
    except UnfitWorkbook as error:
        raise NotASubjectTable from error
    try:
        lines = list(islice(book.worksheets[0].iter_rows(max_col=MAX_COLUMNS), 2 * MAX_SUBJECTS))
        return _read(lines, {column.key: column.heading for column in columns}, subject_codes)
    except READING_FAULTS as error:
        raise NotASubjectTable from error
    finally:
        book.close()


def _read(rows: Sequence[Sequence[Any]], known: Mapping[str, str], subjects: Mapping[str, str]) -> ReadTable:
    keys = [read_cell(cell) for cell in rows[1]] if len(rows) > 1 else []
    if _SUBJECT not in keys:
        raise NotASubjectTable
    code_heading = next(say(zh, en) for key, zh, en, _ in _FIXED if key == _SUBJECT)
    places = {key: place for place, key in enumerate(keys) if isinstance(key, str) and key}
    letters = {key: get_column_letter(place + 1) for key, place in places.items()}
    headings = {**known, _SUBJECT: code_heading}
    faults = [*_judge_columns(keys, known)]
    lines: list[ReadLine] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[_FIRST_ROW - 1 :], start=_FIRST_ROW):
        code = _cell(row, places[_SUBJECT])
        cells = {key: _cell(row, places[key]) for key in known if key in places}
        filled = {key: cell for key, cell in cells.items() if cell != ""}
        if not filled:
            continue
        if fault := _judge_code(code, subjects, seen):
            faults.append(_fault(number, letters[_SUBJECT], code_heading, *fault))
            continue
        seen[str(code)] = number
        bad = {key: cell for key, cell in filled.items() if isinstance(cell, BadCell)}
        for key, cell in bad.items():
            faults.append(_fault(number, letters[key], headings[key], cell.code, cell.zh, cell.en))
        if not bad:
            texts = {key: cell for key, cell in filled.items() if isinstance(cell, str)}
            lines.append(ReadLine(number, str(code), texts))
    return ReadTable(lines, faults, letters, headings)


def _cell(row: Sequence[Any], place: int) -> str | BadCell:
    return read_cell(row[place]) if place < len(row) else ""


def _judge_columns(keys: Sequence[str | BadCell], known: Mapping[str, str]) -> Iterator[CellFault]:
    """A column that nothing is known of would be skipped without a word, and of two alike one would be."""
    fixed = {key for key, *_ in _FIXED}
    seen: set[str] = set()
    for place, key in enumerate(keys, start=1):
        letter = get_column_letter(place)
        if isinstance(key, BadCell):
            yield _fault(2, letter, letter, key.code, key.zh, key.en)
        elif key and key not in known and key not in fixed:
            zh, en = "没有这个代码的列；请用新下载的模板。", "There is no such column; take a new template."
            yield _fault(2, letter, key, "unknown_column", zh, en)
        elif key in seen:
            yield _fault(2, letter, key, "column_twice", "同一列出现了两次。", "This column stands here twice.")
        if isinstance(key, str) and key:
            seen.add(key)


def _judge_code(
    code: str | BadCell, subjects: Mapping[str, str], seen: Mapping[str, int]
) -> tuple[str, str, str] | None:
    if isinstance(code, BadCell):
        return code.code, code.zh, code.en
    if code not in subjects:
        return (
            "unknown_subject",
            "没有这个考核对象，或不在您的评定范围内。",
            "There is no such subject for you to fill in.",
        )
    if code in seen:
        row = seen[code]
        return "duplicate_subject", f"与第 {row} 行是同一对象。", f"The same subject as in row {row}."
    return None
