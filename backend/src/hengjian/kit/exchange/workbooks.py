"""Excel workbooks from outside, opened within limits; and cells that stay text, whatever they begin with."""

import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAX_PARTS = 200


class UnfitWorkbook(ValueError):
    """No workbook that can be read."""


class OversizedWorkbook(UnfitWorkbook):
    """It unpacks to more than anybody would fill in."""


READING_FAULTS = (
    zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError,
    OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the library raises on a file that only looks like a workbook, also while its rows are read."""


def open_workbook(content: bytes, unpacked_bytes: int, **options: bool) -> Any:
    """The library's workbook. Raises :class:`UnfitWorkbook`; nothing is unpacked that would not fit."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            _check_parts(packed, unpacked_bytes)
        book = load_workbook(BytesIO(content), **options)
    except UnfitWorkbook:
        raise
    except READING_FAULTS as error:
        raise UnfitWorkbook from error
    if not book.worksheets:
        raise UnfitWorkbook
    return book


def _check_parts(packed: zipfile.ZipFile, unpacked_bytes: int) -> None:
    """Entities are refused for the same end: they too unpack to more than they show."""
    parts = packed.infolist()
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > unpacked_bytes:
        raise OversizedWorkbook
    for part in parts:
        text = packed.read(part)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise UnfitWorkbook


@dataclass(frozen=True)
class BadCell:
    """A cell that holds something other than text or a number."""

    code: str
    zh: str
    en: str


def read_cell(cell: Any) -> str | BadCell:
    """What stands in a cell, as text and without a float in between."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return BadCell("formula", "单元格是公式，请改为数值或文字。", "The cell is a formula; write its value.")
    if cell.data_type == "e":
        return BadCell("error_value", "单元格是 Excel 的错误值。", "The cell holds an Excel error.")
    if isinstance(value, int | float) and not isinstance(value, bool):
        # A workbook keeps 0.1 as the binary fraction whose shortest name is 0.1.
        return format(Decimal(repr(value)), "f")
    if isinstance(value, datetime | date | time | timedelta):
        return BadCell(
            "date_value",
            "Excel 把内容变成了日期，请把单元格设为文本后重填。",
            "Excel made a date of this; format the cell as text and write it again.",
        )
    return str(value).strip()


def write_text(sheet: Worksheet, row: int, place: int, text: str) -> Cell:
    """As text: no name becomes a formula, no number a binary fraction. Control signs, which no cell holds, are left out.

    Nothing to write empties the cell.
    """
    cell = sheet.cell(row, place)
    assert isinstance(cell, Cell), "nothing is written into the middle of merged cells"
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text) or None
    if cell.value is not None:
        cell.data_type = "s"
    return cell


def save_workbook(book: Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()
