"""A small form, and workbooks made by hand for it."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.kit.exchange.cells import CODES, COUNT, DAY, NUMBER
from hengjian.kit.exchange.columns import Column, SheetForm

FORM = SheetForm(
    title=("登记", "Entries"),
    columns=(
        Column("unit", "单位", "Unit", is_required=True),
        Column("day", "日期", "Day", DAY, is_required=True),
        Column("count", "数量", "Count", COUNT),
        Column("factor", "系数", "Factor", NUMBER),
        Column("people", "干部", "People", CODES),
        Column("told", "说明（只读）", "Told (read only)", is_shown_only=True),
    ),
    max_rows=20,
    max_columns=10,
)
HEADINGS = ("单位", "日期", "数量", "系数", "干部")


def workbook(*lines: Sequence[Any]) -> bytes:
    book = Workbook()
    for line in lines:
        sheet_of(book).append(list(line))
    return saved(book)


def saved(book: Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def sheet_of(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def texts(content: bytes) -> list[list[Any]]:
    return [[cell.value for cell in line] for line in sheet_of(opened(content)).iter_rows()]
