"""Kinds of cells: how each is read, without a float in between, and in which format a template offers it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.exchange.folding import narrow
from hengjian.kit.exchange.moments import find_moment
from hengjian.kit.spreadsheets.grids import Cell
from hengjian.kit.texts import find_unseen
from hengjian.kit.time.clock import COUNTY_ZONE

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(E[+-]?\d{1,2})?", re.ASCII | re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)


class UnfitCellError(ValueError):
    """A cell that cannot be read as what its column wants; the sentence in both languages."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(code)
        self.code, self.zh, self.en = code, zh, en


@dataclass(frozen=True)
class Kind:
    """``read`` takes what the workbook holds, never None, and raises :class:`UnfitCellError`."""

    read: Callable[[Any], Any]
    number_format: str = "@"


def value_of(cell: Cell) -> Any:
    """What a cell means. A formula counts as what it gave when the file was last saved; a percentage is asked about,
    because 95 % stands in the file as 0.95."""
    if cell.is_error:
        raise UnfitCellError("error_value", "单元格是 Excel 的错误值。", "The cell holds an Excel error.")
    if cell.value is None:
        raise UnfitCellError(
            "formula",
            "单元格是公式，文件里没有存计算结果；请在 Excel 或 WPS 中打开并保存一次，或直接填写数值。",
            "The cell is a formula without its result; open and save the file in Excel, or write the value.",
        )
    if cell.is_percent:
        raise _percentage(cell.value)
    return cell.value


def _percentage(value: Any) -> UnfitCellError:
    stored = Decimal(repr(value))
    shown = format((stored * 100).normalize(), "f")
    return UnfitCellError(
        "percent_value",
        f"单元格显示为 {shown}%，不能判断是 {shown} 还是 {write_decimal(stored)}；请取消百分比格式，填写所需的数。",
        f"The cell shows {shown} %, which may mean {shown} or {write_decimal(stored)}; write the number without %.",
    )


def read_text(value: Any) -> str:
    """As typed: a workbook keeps 0.1 as the binary fraction whose shortest name is 0.1."""
    if isinstance(value, bool):
        raise UnfitCellError("text_expected", "应为文字。", "This must be text.")
    if isinstance(value, datetime | date | time | timedelta):
        raise UnfitCellError(
            "date_value",
            "Excel 把内容变成了日期，请把单元格设为文本后重填。",
            "Excel made a date of this; format the cell as text and write it again.",
        )
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return format(Decimal(repr(value)), "f")
    text = str(value).strip()
    if unseen := find_unseen(text):
        raise UnfitCellError("unseen_sign", *unseen.sentences)
    return text


def read_number(value: Any) -> str:
    """A decimal as the API takes it; commas between thousands are taken where they stand right."""
    text = narrow(read_text(value)).replace("。", ".")
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if not _NUMBER.fullmatch(text):
        raise _not_a_number()
    return write_decimal(Decimal(text))


def _not_a_number() -> UnfitCellError:
    return UnfitCellError("number_expected", "应为数字，如 0.5。", "This must be a number, such as 0.5.")


def read_count(value: Any) -> int:
    number = Decimal(read_number(value))
    if number != number.to_integral_value() or abs(number) > 10**6:
        raise UnfitCellError("whole_number_expected", "应为整数。", "This must be a whole number.")
    return int(number)


def read_moment(value: Any) -> str:
    """A day without a time of day is its beginning, in the county."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=COUNTY_ZONE).isoformat()
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=COUNTY_ZONE).isoformat()
    text = "" if isinstance(value, bool | int | float | time | timedelta) else read_text(value)
    if moment := find_moment(text):
        return moment.isoformat()
    raise UnfitCellError(
        "time_expected",
        "应为日期或时间，如 2026-03-05 或 2026-03-05 09:30。",
        "This must be a day or a time, such as 2026-03-05 or 2026-03-05 09:30.",
    )


def read_day(value: Any) -> str:
    return read_moment(value)[:10]


def read_codes(value: Any) -> list[str]:
    """Several codes in one cell, by commas of either script or one below the other."""
    text = re.sub(r"[、;；\n]", ",", read_text(value))
    return [part.strip() for part in narrow(text).split(",") if part.strip()]


def read_code(value: Any) -> str:
    """In plain signs, whatever the keyboard was set to."""
    return narrow(read_text(value)).replace(" ", "")


TEXT = Kind(read_text)
CODE = Kind(read_code)
NUMBER = Kind(read_number)
COUNT = Kind(read_count)
MOMENT = Kind(read_moment, "yyyy-mm-dd hh:mm")
DAY = Kind(read_day, "yyyy-mm-dd")
CODES = Kind(read_codes)
