"""The columns of a workbook of deductions, and a row of it as an entry."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from hengjian.kit.exchange.annotations import GOOD, SAME, UNFIT, Fate, RowFates
from hengjian.kit.exchange.cells import CODE, CODES, COUNT, MOMENT, NUMBER
from hengjian.kit.exchange.columns import Column, SheetForm
from hengjian.kit.exchange.naming import Register, Unclear
from hengjian.kit.exchange.sheets import SheetRow, judge_row
from hengjian.kit.problems.problems import FieldError
from hengjian.supervision.bulk.schemas import stand_alone
from hengjian.supervision.errors import UnknownUnit
from hengjian.supervision.recording.schemas import DeductionEntry, UnreadableRow
from hengjian.supervision.rules.errors import UnknownRule

_NAMESPACE = UUID("7d1f9c1e-1c57-5c39-9a0c-0b6a3a2f6a11")
FORM = SheetForm(
    title=("扣分", "Deductions"),
    columns=(
        Column("unit_code", "单位", "Unit", is_required=True, others=("单位名称", "单位代码", "被扣分单位")),
        Column("rule_code", "条款代码", "Rule code", is_required=True, others=("条款", "扣分项目", "Rule")),
        Column("occurred_at", "发生时间", "Happened at", MOMENT, is_required=True),
        Column("place", "地点", "Place", is_required=True),
        Column("description", "情况", "Description", width=44, is_required=True),
        Column("count", "数量", "Count", COUNT, width=8),
        Column("factor", "系数", "Factor", NUMBER, width=8),
        Column("points", "分值", "Points", NUMBER, width=8),
        Column("points_reason", "分值理由", "Reason for the points", width=24),
        Column("cadre_codes", "责任干部代码", "Cadre codes", CODES),
        Column("public_text", "公开文字", "Public text", width=30),
        Column("number", "记录编号", "Record number", CODE, is_answer=True),
    ),
    max_rows=10_000,
    unpacked_bytes=40_000_000,
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


_NOBODY = Register([])
_MOST_ALIKE = 50
"""Rows of one content among which that of a number is looked for."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Known:
    """What rows may name: units, each year's rules, each unit's cadres, and what was recorded under the numbers."""

    units: Register
    rules: Mapping[int, Register]
    cadres: Mapping[str, Register]
    ids_by_number: Mapping[str, UUID]


class RowReader:
    """Turns rows of cells into entries. A row's id comes from what it says, so the same row again is a repeat; one that
    bears the number of a record is that record, and is never recorded a second time."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._numbered_ids = set(known.ids_by_number.values())
        self._seen: dict[str, int] = {}

    def read(self, row: SheetRow) -> DeductionEntry | UnreadableRow:
        if row.faults:
            return UnreadableRow("", row.faults)
        values = dict(row.values)
        number = values.pop("number", None)
        faults = [fault for fault in self._take_codes(values) if fault]
        if faults:
            return UnreadableRow("", faults)
        key = self._id_of(values) if number is None else self._find_recorded(number, values)
        if key is None:
            return UnreadableRow("", [_recorded_otherwise(number, is_known=number in self._known.ids_by_number)])
        return stand_alone(judge_row(row, DeductionEntry, {"id": key, **values}), key)

    def _take_codes(self, values: dict[str, Any]) -> Iterator[FieldError | None]:
        """Names become codes."""
        if (unit := values.get("unit_code")) is not None:
            values["unit_code"] = found = self._known.units.find(unit)
            if isinstance(found, Unclear):
                yield found.fault("/unit_code", UnknownUnit(unit_code=found.said).errors[0])
        year = int(str(values.get("occurred_at", "0"))[:4])
        if (rule := values.get("rule_code")) is not None and year in self._known.rules:
            values["rule_code"] = found = self._known.rules[year].find(rule)
            if isinstance(found, Unclear):
                yield found.fault("/rule_code", UnknownRule(year=year, rule_code=found.said).errors[0])
        cadres = self._known.cadres.get(str(values.get("unit_code")), _NOBODY)
        for place, said in enumerate(values.get("cadre_codes", ())):
            found = cadres.find(said)
            if isinstance(found, str):
                values["cadre_codes"] = [*values["cadre_codes"][:place], found, *values["cadre_codes"][place + 1 :]]
            elif found.is_shared or not _CODE.fullmatch(said):
                yield found.fault("/cadre_codes", _unknown_cadre(found.said))

    def _find_recorded(self, number: str, values: Mapping[str, Any]) -> str | None:
        """The id of the record with this number, if the row still says what was recorded."""
        recorded = self._known.ids_by_number.get(number)
        content = _content_of(values)
        turns = range(1, _MOST_ALIKE + 1)
        return str(recorded) if any(_make_id(content, turn) == recorded for turn in turns) else None

    def _id_of(self, values: Mapping[str, Any]) -> str:
        """Two rows that say the same are two deductions: the second is told by its turn."""
        content = _content_of(values)
        while True:
            turn = self._seen[content] = self._seen.get(content, 0) + 1
            made = _make_id(content, turn)
            if made not in self._numbered_ids:
                return str(made)


def _content_of(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _make_id(content: str, turn: int) -> UUID:
    return uuid5(_NAMESPACE, f"{content}\n{turn}")


def _recorded_otherwise(number: str, *, is_known: bool) -> FieldError:
    if is_known:
        zh = f"本行已记录为 {number}，内容后来有改动；请在该记录上办理更正，不另记一条。"
        en = f"This row was recorded as {number} and says something else now; correct that record instead."
        return FieldError("/number", "recorded_otherwise", zh, en)
    zh, en = (
        f"没有编号为 {number} 的记录；新的一行请留空。",
        f"There is no record {number}; a new row has none.",
    )
    return FieldError("/number", "unknown_number", zh, en)


def _unknown_cadre(said: str) -> FieldError:
    return FieldError("/cadre_codes", "unknown_cadre", f"该单位没有干部“{said}”。", f"The unit has no cadre “{said}”.")
