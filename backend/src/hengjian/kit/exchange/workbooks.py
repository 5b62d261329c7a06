"""Excel workbooks written: a user's own file opened to write into it, cells that stay text whatever they begin with."""

import re
import zipfile
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.kit.rehearsing import MARK, SENTENCE, is_rehearsing
from hengjian.kit.spreadsheets.grids import Grid
from hengjian.kit.spreadsheets.opening import is_ooxml

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ABOUT_THE_FILE = "docProps/"
_VERMILION = "B5322B"
_UNWRITABLE = (
    zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError,
    OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What the library raises on parts of a workbook that it does not understand."""


def open_to_write(content: bytes, grids: list[Grid]) -> Workbook:
    """The user's own workbook; where it is of another format, or holds what the library cannot keep, a new one with
    the same cells."""
    if is_ooxml(content):
        try:
            return load_workbook(BytesIO(_without_properties(content)))
        except _UNWRITABLE:
            pass
    return _copy(grids)


def _without_properties(content: bytes) -> bytes:
    """Who wrote the file and when is no part of its content, and often not as the library wants it."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as packed, zipfile.ZipFile(written, "w") as kept:
        for part in packed.infolist():
            if not part.filename.startswith(_ABOUT_THE_FILE):
                kept.writestr(part, packed.read(part))
    return written.getvalue()


def _copy(grids: list[Grid]) -> Workbook:
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for grid in grids:
        sheet: Worksheet = book.create_sheet(grid.title or None)
        for line in grid.lines:
            for place, found in line.cells.items():
                if isinstance(found.value, str):
                    write_text(sheet, line.number, place + 1, found.value)
                elif found.value is not None:
                    sheet.cell(line.number, place + 1, found.value)
    return book


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


def name_handed_back(name: str | None, otherwise: str) -> str:
    """What was sent in another format goes back as a workbook."""
    return re.sub(r"\.[^.]*$", "", name) + ".xlsx" if name else otherwise


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
