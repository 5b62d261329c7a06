"""Kinds of cells: how each is read, without a float in between, and in which format a template offers it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.texts import find_unseen
from hengjian.kit.time.clock import COUNTY_ZONE

_MOMENT_FORMS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%Y.%m.%d", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日%H时%M分", "%Y年%m月%d日%H时", "%Y年%m月%d日",
)  # fmt: skip


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


def value_of(cell: Any) -> Any:
    """What stands in a cell of the library, None where nothing does. A formula is refused unless its value was kept."""
    if cell.value is None:
        return None
    if cell.data_type == "f":
        raise UnfitCellError("formula", "单元格是公式，请改为数值或文字。", "The cell is a formula; write its value.")
    if cell.data_type == "e":
        raise UnfitCellError("error_value", "单元格是 Excel 的错误值。", "The cell holds an Excel error.")
    return cell.value


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
    """A decimal as the API takes it."""
    try:
        number = Decimal(read_text(value))
    except ArithmeticError as error:
        raise _not_a_number() from error
    if not number.is_finite():
        raise _not_a_number()
    return write_decimal(number)


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
    text = "" if isinstance(value, bool | time | timedelta) else " ".join(read_text(value).split())
    for form in _MOMENT_FORMS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=COUNTY_ZONE).isoformat()
        except ValueError:
            continue
    raise UnfitCellError(
        "time_expected",
        "应为日期或时间，如 2026-03-05 或 2026-03-05 09:30。",
        "This must be a day or a time, such as 2026-03-05 or 2026-03-05 09:30.",
    )


def read_day(value: Any) -> str:
    return read_moment(value)[:10]


def read_codes(value: Any) -> list[str]:
    """Several codes in one cell, by commas of either script."""
    return [part.strip() for part in read_text(value).replace("，", ",").replace("、", ",").split(",") if part.strip()]


TEXT = Kind(read_text)
NUMBER = Kind(read_number)
COUNT = Kind(read_count)
MOMENT = Kind(read_moment, "yyyy-mm-dd hh:mm")
DAY = Kind(read_day, "yyyy-mm-dd")
CODES = Kind(read_codes)
