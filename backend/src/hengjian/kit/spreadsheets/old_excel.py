"""Workbooks of the format before 2007 (.xls, and what WPS calls .et)."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import xlrd
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from xlrd.biffh import XLRDError

from hengjian.kit.spreadsheets.errors import NotAWorkbook, WorkbookEncrypted
from hengjian.kit.spreadsheets.grids import Block, Cell, Grid, Line, make_grid
from hengjian.kit.spreadsheets.number_formats import NumberFormat, read_date


def read_old_excel(content: bytes) -> list[Grid]:
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except XLRDError as error:
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise WorkbookEncrypted from error
        raise NotAWorkbook from error
    formats = [
        NumberFormat(style.format_key, getattr(book.format_map.get(style.format_key), "format_str", None))
        for style in book.xf_list
    ]
    reader = _Reader(formats, MAC_EPOCH if book.datemode else WINDOWS_EPOCH)
    return [reader.read(sheet) for sheet in book.sheets()]


class _Reader:
    def __init__(self, formats: list[NumberFormat], epoch: datetime) -> None:
        self._formats, self._epoch = formats, epoch

    def read(self, sheet: Any) -> Grid:
        blocks = [Block(top + 1, bottom, left, right - 1) for top, bottom, left, right in sheet.merged_cells]
        return make_grid(sheet.name, self._lines(sheet), blocks, is_hidden=sheet.visibility != 0)

    def _lines(self, sheet: Any) -> Iterator[Line]:
        for row in range(sheet.nrows):
            found = {place: self._read_cell(cell) for place, cell in enumerate(sheet.row(row))}
            cells = {place: cell for place, cell in found.items() if not cell.is_blank}
            info = sheet.rowinfo_map.get(row)
            if cells:
                yield Line(row + 1, cells, bool(info and info.hidden))

    def _read_cell(self, cell: Any) -> Cell:
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return Cell(xlrd.error_text_from_code.get(cell.value, "#ERR"), is_error=True)
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return Cell(bool(cell.value))
        if cell.ctype == xlrd.XL_CELL_TEXT:
            return Cell(cell.value)
        if cell.ctype not in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
            return Cell(None)
        form = self._formats[cell.xf_index]
        if cell.ctype == xlrd.XL_CELL_DATE or form.is_date:
            return Cell(read_date(cell.value, form, self._epoch))
        return Cell(cell.value, is_percent=form.is_percent)
