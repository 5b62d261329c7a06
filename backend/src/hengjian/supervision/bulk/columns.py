"""The columns of an import: their headings in both languages, and what the cells below them may hold."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from hengjian.kit.clock import COUNTY_ZONE
from hengjian.kit.language import Language
from hengjian.kit.numbers import write_decimal
from hengjian.kit.problems import FieldError
from hengjian.supervision.bulk.schemas import UnreadableRow, read_entry
from hengjian.supervision.deductions.schemas import DeductionEntry

_NAMESPACE = UUID("7d1f9c1e-1c57-5c39-9a0c-0b6a3a2f6a11")
_TIME_FORMS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%Y.%m.%d", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日%H时%M分", "%Y年%m月%d日%H时", "%Y年%m月%d日",
)  # fmt: skip


class CellFault(ValueError):
    """A cell that cannot be read as what its column wants."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(code)
        self.code, self.zh, self.en = code, zh, en


def _text(value: Any) -> str:
    if isinstance(value, bool):
        raise CellFault("text_expected", "应为文字。", "This must be text.")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _number(value: Any) -> str:
    """As typed: a workbook keeps 0.1 as a binary fraction whose shortest name is 0.1."""
    try:
        return write_decimal(Decimal(_text(value)))
    except ArithmeticError as error:
        raise CellFault("number_expected", "应为数字，如 0.5。", "This must be a number, such as 0.5.") from error


def _count(value: Any) -> int:
    number = Decimal(_number(value))
    if number != number.to_integral_value() or abs(number) > 10**6:
        raise CellFault("whole_number_expected", "应为整数。", "This must be a whole number.")
    return int(number)


def _moment(value: Any) -> str:
    """A day without a time of day is its beginning, in the county."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=COUNTY_ZONE).isoformat()
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=COUNTY_ZONE).isoformat()
    text = " ".join(_text(value).split())
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


def _codes(value: Any) -> list[str]:
    return [part.strip() for part in _text(value).replace("，", ",").replace("、", ",").split(",") if part.strip()]


@dataclass(frozen=True)
class Column:
    field: str
    zh: str
    en: str
    read: Callable[[Any], Any]
    width: int
    is_required: bool = False

    def heading(self, language: Language) -> str:
        return self.en if language == "en" else self.zh


COLUMNS = (
    Column("unit_code", "单位", "Unit", _text, 18, True),
    Column("rule_code", "条款代码", "Rule code", _text, 18, True),
    Column("occurred_at", "发生时间", "Happened at", _moment, 18, True),
    Column("place", "地点", "Place", _text, 18, True),
    Column("description", "情况", "Description", _text, 44, True),
    Column("count", "数量", "Count", _count, 8),
    Column("factor", "系数", "Factor", _number, 8),
    Column("points", "分值", "Points", _number, 8),
    Column("points_reason", "分值理由", "Reason for the points", _text, 24),
    Column("cadre_codes", "责任干部代码", "Cadre codes", _codes, 18),
    Column("public_text", "公开文字", "Public text", _text, 30),
)
RESULT, NUMBER, REASON = ("结果", "Result"), ("记录编号", "Record number"), ("原因", "Reason")


def find_column(heading: Any) -> Column | None:
    text = str(heading or "").strip().rstrip("*＊ ").casefold()
    return next((column for column in COLUMNS if text in {column.zh, column.en.casefold()}), None)


class RowReader:
    """Turns rows of cells into entries. A row's id comes from what it says, so the same row again is a repeat."""

    def __init__(self, unit_codes: Mapping[str, str]) -> None:
        self._unit_codes = unit_codes
        self._seen: dict[str, int] = {}

    def read(self, cells: Mapping[str, Any]) -> DeductionEntry | UnreadableRow:
        values: dict[str, Any] = {}
        faults: list[FieldError] = []
        for column in COLUMNS:
            value = cells.get(column.field)
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            try:
                values[column.field] = column.read(value)
            except CellFault as fault:
                faults.append(FieldError(f"/{column.field}", fault.code, fault.zh, fault.en))
        if faults:
            return UnreadableRow("", faults)
        if "unit_code" in values:
            values["unit_code"] = self._unit_codes.get(values["unit_code"], values["unit_code"])
        return read_entry({"id": self._id_of(values), **values})

    def _id_of(self, values: Mapping[str, Any]) -> str:
        """Two rows that say the same are two deductions: the second is told by its turn."""
        content = json.dumps(values, ensure_ascii=False, sort_keys=True)
        turn = self._seen[content] = self._seen.get(content, 0) + 1
        return str(uuid5(_NAMESPACE, f"{content}\n{turn}"))
