"""The columns of a workbook of deductions, and a row of it as an entry."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from hengjian.kit.exchange.annotations import GOOD, SAME, UNFIT, Fate, RowFates
from hengjian.kit.exchange.cells import CODES, COUNT, MOMENT, NUMBER
from hengjian.kit.exchange.columns import Column, SheetForm
from hengjian.kit.exchange.sheets import SheetRow, judge_row
from hengjian.supervision.bulk.schemas import stand_alone
from hengjian.supervision.errors import UnknownUnit
from hengjian.supervision.recording.schemas import DeductionEntry, UnreadableRow

_NAMESPACE = UUID("7d1f9c1e-1c57-5c39-9a0c-0b6a3a2f6a11")
FORM = SheetForm(
    title=("扣分", "Deductions"),
    columns=(
        Column("unit_code", "单位", "Unit", is_required=True),
        Column("rule_code", "条款代码", "Rule code", is_required=True),
        Column("occurred_at", "发生时间", "Happened at", MOMENT, is_required=True),
        Column("place", "地点", "Place", is_required=True),
        Column("description", "情况", "Description", width=44, is_required=True),
        Column("count", "数量", "Count", COUNT, width=8),
        Column("factor", "系数", "Factor", NUMBER, width=8),
        Column("points", "分值", "Points", NUMBER, width=8),
        Column("points_reason", "分值理由", "Reason for the points", width=24),
        Column("cadre_codes", "责任干部代码", "Cadre codes", CODES),
        Column("public_text", "公开文字", "Public text", width=30),
    ),
    max_rows=10_000,
    unpacked_bytes=40_000_000,
    takes_formulas=True,
)
_BEFORE = Fate(("此前已记录", "recorded before"), SAME)
FATES = RowFates(
    done={
        "created": Fate(("已记录", "recorded"), GOOD),
        "unchanged": _BEFORE,
        "refused": Fate(("未记录", "not recorded"), UNFIT),
    },
    preview={
        "created": Fate(("可以记录", "can be recorded"), GOOD),
        "unchanged": _BEFORE,
        "refused": Fate(("不能记录", "cannot be recorded"), UNFIT),
    },
    is_numbered=True,
)


class RowReader:
    """Turns rows of cells into entries. A row's id comes from what it says, so the same row again is a repeat."""

    def __init__(self, unit_codes: Mapping[str, str]) -> None:
        self._unit_codes = unit_codes
        self._seen: dict[str, int] = {}

    def read(self, row: SheetRow) -> DeductionEntry | UnreadableRow:
        if row.faults:
            return UnreadableRow("", row.faults)
        values = dict(row.values)
        if (unit := values.get("unit_code")) is not None:
            if unit not in self._unit_codes:
                return UnreadableRow("", UnknownUnit(unit_code=unit[:80]).errors)
            values["unit_code"] = self._unit_codes[unit]
        key = self._id_of(values)
        return stand_alone(judge_row(row, DeductionEntry, {"id": key, **values}), key)

    def _id_of(self, values: Mapping[str, Any]) -> str:
        """Two rows that say the same are two deductions: the second is told by its turn."""
        content = json.dumps(values, ensure_ascii=False, sort_keys=True)
        turn = self._seen[content] = self._seen.get(content, 0) + 1
        return str(uuid5(_NAMESPACE, f"{content}\n{turn}"))
