"""The columns of the indicator table: headings in both languages, and what a node says in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.scheme_documents.notation import write_value
from hengjian.appraisal.scheme_documents.rule_words import (
    describe_rule,
    describe_source,
    list_parameters,
    list_source_fields,
    name_of,
)
from hengjian.appraisal.scheme_documents.tree import Place
from hengjian.appraisal.scheme_documents.wording import RULE_NAMES, SOURCE_NAMES, Words, in_language
from hengjian.kit.language import Language


@dataclass(frozen=True)
class Column:
    """``kind`` says how a cell is read: ``shown`` columns are for the eye and not read back."""

    key: str
    words: Words
    width: int
    kind: str

    def heading(self, language: Language) -> str:
        return in_language(self.words, language)


COLUMNS = (
    Column("path", ("上级组别（只读）", "Within (read only)"), 26, "shown"),
    Column("parent", ("组别代码", "Group code"), 14, "structure"),
    Column("code", ("代码", "Code"), 16, "structure"),
    Column("name", ("名称", "Name"), 26, "value"),
    Column("combine", ("组的合成方式", "Group combines by"), 14, "value"),
    Column("points", ("分值", "Points"), 9, "value"),
    Column("weight", ("权重", "Weight"), 9, "value"),
    Column("cap", ("上限", "Cap"), 8, "value"),
    Column("floor", ("下限", "Floor"), 8, "value"),
    Column("missing", ("缺数据时", "When missing"), 14, "value"),
    Column("times_coefficient", ("乘难度系数", "Times coefficient"), 10, "value"),
    Column("words", ("计分规则说明（只读）", "Rule in words (read only)"), 44, "shown"),
    Column("rule", ("规则类型", "Rule type"), 14, "rule"),
    Column("parameters", ("规则参数", "Rule parameters"), 34, "rule"),
    Column("owner", ("责任单位", "Owner"), 16, "value"),
    Column("source", ("数据来源", "Source"), 14, "source"),
    Column("details", ("来源明细", "Source details"), 30, "source"),
    Column("note", ("备注", "Note"), 24, "value"),
)
BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}
VALUES = tuple(column.key for column in COLUMNS if column.kind == "value")
REQUIRED = ("parent", "code", "name", "points", "weight", "rule", "parameters")
OF_GROUPS = frozenset({"combine"})
OF_ITEMS = frozenset({"points", "missing", "times_coefficient", "owner"})


def find_column(heading: str) -> Column | None:
    wanted = heading.strip().casefold()
    return next((column for column in COLUMNS if wanted in {column.key, *map(str.casefold, column.words)}), None)


def write_row(place: Place, source: Mapping[str, Any] | None, language: Language) -> dict[str, str]:
    """The cells of a node, by column; what it does not say is empty."""
    node = place.node
    cells = dict.fromkeys(BY_KEY, "")
    cells |= {"path": " / ".join(place.path), "parent": place.parent or "", "code": place.code}
    cells |= {key: write_value(key, node[key], language) for key in VALUES if key in node}
    rule = node.get("rule")
    if rule is not None:
        cells["words"] = describe_rule(rule, language)
    if isinstance(rule, Mapping):
        cells["rule"] = name_of(RULE_NAMES, str(rule.get("type", "")), language)
        cells["parameters"] = _lines(list_parameters(rule, language), language)
    if source is not None:
        cells["words"] = cells["words"] or describe_source(source, language)
        cells["source"] = name_of(SOURCE_NAMES, str(source.get("source", "")), language)
        cells["details"] = _lines(list_source_fields(source, language), language)
    return {key: tidy_text(text) for key, text in cells.items()}


def _lines(details: list[tuple[str, str, str]], language: Language) -> str:
    colon = ": " if language == "en" else "："
    return "\n".join(f"{label}{colon}{text}" for _, label, text in details)


def tidy_text(text: str) -> str:
    """As a workbook gives it back: no control characters, one kind of line end, nothing around it."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain if sign >= " " or sign == "\n").strip()
