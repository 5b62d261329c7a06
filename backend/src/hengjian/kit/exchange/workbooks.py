"""Excel workbooks from outside, opened within the limits of their form; and cells that stay text, whatever they begin
with.
"""

import zipfile
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.kit.exchange.columns import SheetForm
from hengjian.kit.exchange.errors import NotAWorkbook, WorkbookTooLarge
from hengjian.kit.rehearsing import MARK, SENTENCE, is_rehearsing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAX_PARTS = 200
_VERMILION = "B5322B"

READING_FAULTS = (
    zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError,
    OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the library raises on a file that only looks like a workbook, also while its rows are read."""


def too_large(form: SheetForm) -> WorkbookTooLarge:
    return WorkbookTooLarge(rows=form.max_rows, columns=form.max_columns)


def open_workbook(content: bytes, form: SheetForm, **options: bool) -> Any:
    """The library's workbook. Raises :class:`NotAWorkbook` or :class:`WorkbookTooLarge`; nothing is unpacked that would
    not fit."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            _check_parts(packed, form)
        book = load_workbook(BytesIO(content), **options)
    except READING_FAULTS as error:
        raise NotAWorkbook from error
    if not book.worksheets:
        raise NotAWorkbook
    return book


def _check_parts(packed: zipfile.ZipFile, form: SheetForm) -> None:
    """Entities are refused for the same end: they too unpack to more than they show."""
    parts = packed.infolist()
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > form.unpacked_bytes:
        raise too_large(form)
    for part in parts:
        text = packed.read(part)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise NotAWorkbook


def write_text(sheet: Worksheet, row: int, place: int, text: str) -> Cell:
    """As text: no name becomes a formula, no number a binary fraction. Control signs, which no cell holds, are left
    out.

    Nothing to write empties the cell.
    """
    cell = sheet.cell(row, place)
    assert isinstance(cell, Cell), "whoever writes into a file of others first finds a place that is not merged"
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text) or None
    if cell.value is not None:
        cell.data_type = "s"
    return cell


def save_workbook(book: Workbook) -> bytes:
    """Of a rehearsal each printed page says so, and a last sheet: no row of the tables themselves is shifted."""
    if is_rehearsing():
        _mark_rehearsal(book)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _mark_rehearsal(book: Workbook) -> None:
    for sheet in book.worksheets:
        head = sheet.oddHeader
        assert head is not None, "every sheet is made with one"
        head.center.text = SENTENCE
        sheet.sheet_properties.tabColor = _VERMILION
    if MARK not in book.sheetnames:
        write_text(book.create_sheet(MARK), 1, 1, SENTENCE)
