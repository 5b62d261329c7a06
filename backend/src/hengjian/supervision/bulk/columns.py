"""The columns of a workbook of deductions, and a row of it as an entry."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from hengjian.supervision.bulk.schemas import UnreadableRow, read_entry
from hengjian.supervision.errors import UnknownUnit
from hengjian.supervision.recording.schemas import DeductionEntry
from hengjian.supervision.workbooks.columns import (
    Column,
    read_cells,
    read_codes,
    read_count,
    read_moment,
    read_number,
    read_text,
)
from hengjian.supervision.workbooks.workbook import GOOD, SAME, UNFIT, SheetForm

_NAMESPACE = UUID("7d1f9c1e-1c57-5c39-9a0c-0b6a3a2f6a11")
_BEFORE = ("此前已记录", "recorded before", SAME)
FORM = SheetForm(
    title=("扣分", "Deductions"),
    done={
        "created": ("已记录", "recorded", GOOD),
        "unchanged": _BEFORE,
        "refused": ("未记录", "not recorded", UNFIT),
    },
    preview={
        "created": ("可以记录", "can be recorded", GOOD),
        "unchanged": _BEFORE,
        "refused": ("不能记录", "cannot be recorded", UNFIT),
    },
    is_numbered=True,
    columns=(
        Column("unit_code", "单位", "Unit", read_text, 18, True),
        Column("rule_code", "条款代码", "Rule code", read_text, 18, True),
        Column("occurred_at", "发生时间", "Happened at", read_moment, 18, True, "yyyy-mm-dd hh:mm"),
        Column("place", "地点", "Place", read_text, 18, True),
        Column("description", "情况", "Description", read_text, 44, True),
        Column("count", "数量", "Count", read_count, 8),
        Column("factor", "系数", "Factor", read_number, 8),
        Column("points", "分值", "Points", read_number, 8),
        Column("points_reason", "分值理由", "Reason for the points", read_text, 24),
        Column("cadre_codes", "责任干部代码", "Cadre codes", read_codes, 18),
        Column("public_text", "公开文字", "Public text", read_text, 30),
    ),
)


class RowReader:
    """Turns rows of cells into entries. A row's id comes from what it says, so the same row again is a repeat."""

    def __init__(self, unit_codes: Mapping[str, str]) -> None:
        self._unit_codes = unit_codes
        self._seen: dict[str, int] = {}

    def read(self, cells: Mapping[str, Any]) -> DeductionEntry | UnreadableRow:
        values, faults = read_cells(FORM.columns, cells)
        if faults:
            return UnreadableRow("", faults)
        if (unit := values.get("unit_code")) is not None:
            if unit not in self._unit_codes:
                return UnreadableRow("", UnknownUnit(unit_code=unit[:80]).errors)
            values["unit_code"] = self._unit_codes[unit]
        return read_entry({"id": self._id_of(values), **values})

    def _id_of(self, values: Mapping[str, Any]) -> str:
        """Two rows that say the same are two deductions: the second is told by its turn."""
        content = json.dumps(values, ensure_ascii=False, sort_keys=True)
        turn = self._seen[content] = self._seen.get(content, 0) + 1
        return str(uuid5(_NAMESPACE, f"{content}\n{turn}"))
