"""Columns of a workbook: their headings in both languages, and what the cells below them may hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.edge.problems import FieldError
from hengjian.kit.language import Language
from hengjian.kit.time.clock import COUNTY_ZONE

_TIME_FORMS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%Y.%m.%d", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日%H时%M分", "%Y年%m月%d日%H时", "%Y年%m月%d日",
)  # fmt: skip


class CellFault(ValueError):
    """A cell that cannot be read as what its column wants."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(code)
        self.code, self.zh, self.en = code, zh, en


def read_text(value: Any) -> str:
    if isinstance(value, bool):
        raise CellFault("text_expected", "应为文字。", "This must be text.")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def read_number(value: Any) -> str:
    """As typed: a workbook keeps 0.1 as a binary fraction whose shortest name is 0.1."""
    try:
        return write_decimal(Decimal(read_text(value)))
    except ArithmeticError as error:
        raise CellFault("number_expected", "应为数字，如 0.5。", "This must be a number, such as 0.5.") from error


def read_count(value: Any) -> int:
    number = Decimal(read_number(value))
    if number != number.to_integral_value() or abs(number) > 10**6:
        raise CellFault("whole_number_expected", "应为整数。", "This must be a whole number.")
    return int(number)


def read_moment(value: Any) -> str:
    """A day without a time of day is its beginning, in the county."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=COUNTY_ZONE).isoformat()
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=COUNTY_ZONE).isoformat()
    text = " ".join(read_text(value).split())
    for form in _TIME_FORMS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=COUNTY_ZONE).isoformat()
        except ValueError:
            continue
    raise CellFault(
        "time_expected",
        "应为日期或时间，如 2026-03-05 或 2026-03-05 09:30。",
        "This must be a day or a time, such as 2026-03-05 or 2026-03-05 09:30.",
    )


def read_codes(value: Any) -> list[str]:
    return [part.strip() for part in read_text(value).replace("，", ",").replace("、", ",").split(",") if part.strip()]


def read_day(value: Any) -> str:
    return read_moment(value)[:10]


@dataclass(frozen=True)
class Column:
    field: str
    zh: str
    en: str
    read: Callable[[Any], Any]
    width: int
    is_required: bool = False
    form: str = "@"

    def heading(self, language: Language) -> str:
        return self.en if language == "en" else self.zh


def find_column(columns: Sequence[Column], heading: Any) -> Column | None:
    text = str(heading or "").strip().rstrip("*＊ ").casefold()
    return next((column for column in columns if text in {column.zh, column.en.casefold()}), None)


def read_cells(columns: Sequence[Column], cells: Mapping[str, Any]) -> tuple[dict[str, Any], list[FieldError]]:
    """What a row says, and what of it cannot be read."""
    values: dict[str, Any] = {}
    faults: list[FieldError] = []
    for column in columns:
        value = cells.get(column.field)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        try:
            values[column.field] = column.read(value)
        except CellFault as fault:
            faults.append(FieldError(f"/{column.field}", fault.code, fault.zh, fault.en))
    return values, faults
