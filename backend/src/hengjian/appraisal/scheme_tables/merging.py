"""A table put in the place of a scheme's tree: nothing that it does not speak of is lost. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hengjian.appraisal.scheme_documents.tree import MAX_DEPTH, Place, walk_tree
from hengjian.appraisal.scheme_tables.cells import UnfitTableCellError, read_binding_cells, read_cell, read_rule
from hengjian.appraisal.scheme_tables.columns import FORM, OF_GROUPS, OF_ITEMS, VALUES, tidy_text, write_row
from hengjian.appraisal.scheme_tables.workbook import Table, TableRow
from hengjian.kit.exchange.columns import key_of


@dataclass(frozen=True)
class TableFault:
    """``row`` is the number in the sheet, ``column`` the key of the column; None where the fault is of the whole."""

    row: int | None
    column: str | None
    code: str
    zh: str
    en: str


@dataclass
class Merged:
    """``rows`` holds the sheet's row of each code; document and binding are whole only without faults."""

    document: dict[str, Any]
    binding: dict[str, Any]
    rows: dict[str, int] = field(default_factory=dict)
    faults: list[TableFault] = field(default_factory=list)


@dataclass
class _Line:
    row: TableRow
    node: dict[str, Any]
    is_group: bool


class _Merging:
    def __init__(self, table: Table, document: Mapping[str, Any], binding: Mapping[str, Any]) -> None:
        self._table = table
        self._old = {tidy_text(code): place for code, place in walk_tree(document).items()}
        self._binding = binding
        self.merged = Merged(dict(document), {})
        self.lines: dict[str, _Line] = {}

    def _fault(self, row: TableRow | None, column: str | None, code: str, zh: str, en: str) -> None:
        self.merged.faults.append(TableFault(row.number if row else None, column, code, zh, en))

    def _attempt(self, row: TableRow, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except UnfitTableCellError as fault:
            self._fault(row, fault.column, fault.code, fault.zh, fault.en)
            return None

    def read_rows(self) -> None:
        for row in self._table.rows:
            unread = {key_of(fault.pointer): fault for fault in row.faults}
            for column, fault in unread.items():
                self._fault(row, column, fault.code, fault.zh, fault.en)
            code = row.cells.get("code", "")
            if not code:
                if "code" not in unread:
                    self._fault(row, "code", "code_needed", "必须填写代码。", "A code is needed.")
            elif code in self.lines:
                self._fault(row, "code", "duplicate_code", f"代码 {code} 重复。", f"The code {code} is there before.")
            else:
                self.lines[code] = self._read_row(row, code)

    def _read_row(self, row: TableRow, code: str) -> _Line:
        old = self._old.get(code)
        name = old.code if old else code
        self.merged.rows[name] = row.number
        said = _Said(row, old, self._binding.get(name))
        was_group = old is not None and "parts" in old.node
        is_group = bool(row.cells.get("combine")) or (was_group and not row.cells.get("rule"))
        node: dict[str, Any] = {key: value for key, value in (old.node if old else {}).items() if key != "parts"}
        node["code"] = name
        for key in VALUES:
            self._read_value(said, key, node)
        self._keep_to_kind(said, node, is_group=is_group, was_group=was_group)
        if not is_group:
            self._read_rule(said, node)
        self._read_source(said, name, is_group=is_group)
        return _Line(row, node, is_group)

    def _read_value(self, said: "_Said", key: str, node: dict[str, Any]) -> None:
        if said.is_silent(key):
            return
        text = said.row.cells[key]
        if not text:
            node.pop(key, None)
        else:
            node[key] = self._attempt(said.row, lambda: read_cell(key, text, node.get(key)))

    def _keep_to_kind(self, said: "_Said", node: dict[str, Any], *, is_group: bool, was_group: bool) -> None:
        for key in OF_ITEMS if is_group else OF_GROUPS:
            if said.is_new(key) and said.row.cells[key]:
                column = FORM.column(key)
                assert column is not None, "the values are columns"
                self._fault(
                    said.row, key, "not_for_this_row",
                    f"“{column.zh}”不能填在{'组' if is_group else '考核项'}的行。",
                    f"'{column.en}' is not for {'a group' if is_group else 'an item'}.",
                )  # fmt: skip
        if said.old and is_group != was_group:
            for key in (*OF_ITEMS, "rule") if is_group else OF_GROUPS:
                node.pop(key, None)
        if is_group and said.row.cells.get("rule"):
            self._fault(said.row, "rule", "group_with_rule", "组没有计分规则。", "A group has no rule.")

    def _read_rule(self, said: "_Said", node: dict[str, Any]) -> None:
        if said.is_silent("rule") and said.is_silent("parameters"):
            return
        kind, text = said.row.cells.get("rule", ""), said.row.cells.get("parameters", "")
        if kind:
            node["rule"] = self._attempt(said.row, lambda: read_rule(kind, text, node.get("rule")))
        else:
            self._fault(
                said.row, "rule", "rule_needed",
                "考核项要有规则类型，组要有合成方式。", "An item needs a rule type, a group how it combines.",
            )  # fmt: skip

    def _read_source(self, said: "_Said", name: str, *, is_group: bool) -> None:
        kind, text = said.row.cells.get("source", ""), said.row.cells.get("details", "")
        if said.is_silent("source") and said.is_silent("details"):
            if said.source is not None:
                self.merged.binding[name] = said.source
        elif is_group and kind:
            self._fault(said.row, "source", "group_with_source", "组没有数据来源。", "A group has no source.")
        elif kind:
            self.merged.binding[name] = self._attempt(said.row, lambda: read_binding_cells(kind, text))
        elif text:
            self._fault(said.row, "source", "source_needed", "请填写数据来源。", "Name the source.")

    def build_tree(self) -> None:
        parts: dict[str, list[str]] = {code: [] for code in self.lines}
        roots = []
        for code, line in self.lines.items():
            parent = line.row.cells.get("parent", "")
            if not parent:
                roots.append(code)
            elif parent not in self.lines:
                self._fault(
                    line.row, "parent", "unknown_group", f"没有组 {parent[:40]}。", f"There is no group {parent[:40]}."
                )
            elif not self.lines[parent].is_group:
                self._fault(
                    line.row, "parent", "not_a_group", f"{parent[:40]} 不是组。", f"{parent[:40]} is not a group."
                )
            else:
                parts[parent].append(code)
        if not roots:
            zh, en = "缺少总分一行（组别代码为空的行）。", "The total is lacking: one row without a group code."
            self._fault(None, None, "no_total", zh, en)
        for code in roots[1:]:
            zh, en = "只能有一行的组别代码为空。", "Only one row may have no group code."
            self._fault(self.lines[code].row, "parent", "second_total", zh, en)
        if not self.merged.faults:
            self.merged.document["root"] = self._assemble(roots[0], parts)

    def _assemble(self, root: str, parts: Mapping[str, list[str]]) -> dict[str, Any]:
        waiting, seen = [(root, 1)], set()
        while waiting:
            code, depth = waiting.pop()
            seen.add(code)
            line = self.lines[code]
            if depth > MAX_DEPTH:
                self._fault(line.row, "parent", "too_large", "层级太深。", "The groups are nested too deep.")
                break
            if line.is_group:
                line.node["parts"] = [self.lines[part].node for part in parts[code]]
            waiting += [(part, depth + 1) for part in parts[code]]
        for code, line in self.lines.items():
            if code not in seen and not self.merged.faults:
                zh, en = "各组互为上级，连不到总分。", "The groups stand in each other and do not reach the total."
                self._fault(line.row, "parent", "in_a_circle", zh, en)
        return self.lines[root].node


class _Said:
    """What a row says, beside what the table said of the same node when it was downloaded, in either language."""

    def __init__(self, row: TableRow, old: Place | None, source: Mapping[str, Any] | None) -> None:
        self.row, self.old, self.source = row, old, source
        self._before = [write_row(old, source, "zh"), write_row(old, source, "en")] if old else []

    def is_silent(self, key: str) -> bool:
        """The column is not there, cannot be read, or says what it said."""
        return key not in self.row.cells or any(before[key] == self.row.cells[key] for before in self._before)

    def is_new(self, key: str) -> bool:
        return not self.is_silent(key)


def merge_table(table: Table, document: Mapping[str, Any], binding: Mapping[str, Any]) -> Merged:
    """The scheme that the table says. Raises ``NoTreeError`` where the scheme itself has none."""
    merging = _Merging(table, document, binding)
    merging.read_rows()
    merging.build_tree()
    return merging.merged


def list_rows(document: Mapping[str, Any], binding: Mapping[str, Any], language: Any) -> Iterator[dict[str, str]]:
    """The table of a scheme. Raises ``NoTreeError``."""
    for code, place in walk_tree(document).items():
        yield write_row(place, binding.get(code), language)
