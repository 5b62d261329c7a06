"""The columns of the indicator table: headings in both languages, and what a node says in each."""

from collections.abc import Mapping
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
from hengjian.appraisal.scheme_documents.wording import CHOICES, NO, RULE_NAMES, SOURCE_NAMES, YES, in_language
from hengjian.kit.exchange.cells import Kind, read_text
from hengjian.kit.exchange.columns import Column, SheetForm
from hengjian.kit.language import Language, current_language


def tidy_text(text: str) -> str:
    """As a workbook gives it back: no control characters, one kind of line end, nothing around it."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain if sign >= " " or sign == "\n").strip()


def _read_tidy(value: Any) -> str:
    return tidy_text(read_text(value))


def _read_yes_or_no(value: Any) -> str:
    """Excel keeps what it takes for a truth value as one."""
    return in_language(YES if value else NO, current_language.get()) if isinstance(value, bool) else _read_tidy(value)


_TIDY, _YES_OR_NO = Kind(_read_tidy), Kind(_read_yes_or_no)
FORM = SheetForm(
    title=("指标表", "Indicators"),
    columns=(
        Column("path", "上级组别（只读）", "Within (read only)", width=26, is_shown_only=True),
        Column("parent", "组别代码", "Group code", _TIDY, width=14, is_required=True),
        Column("code", "代码", "Code", _TIDY, width=16, is_required=True),
        Column("name", "名称", "Name", _TIDY, width=26, is_required=True),
        Column(
            "combine", "组的合成方式", "Group combines by", _TIDY, width=14, choices=tuple(CHOICES["combine"].values())
        ),
        Column("points", "分值", "Points", _TIDY, width=9, is_required=True),
        Column("weight", "权重", "Weight", _TIDY, width=9, is_required=True),
        Column("cap", "上限", "Cap", _TIDY, width=8),
        Column("floor", "下限", "Floor", _TIDY, width=8),
        Column("missing", "缺数据时", "When missing", _TIDY, width=14, choices=tuple(CHOICES["missing"].values())),
        Column("times_coefficient", "乘难度系数", "Times coefficient", _YES_OR_NO, width=10, choices=(YES, NO)),
        Column("words", "计分规则说明（只读）", "Rule in words (read only)", width=44, is_shown_only=True),
        Column("rule", "规则类型", "Rule type", _TIDY, width=14, is_required=True, choices=tuple(RULE_NAMES.values())),
        Column("parameters", "规则参数", "Rule parameters", _TIDY, width=34, is_required=True),
        Column("owner", "责任单位", "Owner", _TIDY, width=16),
        Column("source", "数据来源", "Source", _TIDY, width=14, choices=tuple(SOURCE_NAMES.values())),
        Column("details", "来源明细", "Source details", _TIDY, width=30),
        Column("note", "备注", "Note", _TIDY, width=24),
    ),
    max_rows=2000,
    unpacked_bytes=20_000_000,
)
VALUES = (
    "name", "combine", "points", "weight", "cap", "floor", "missing", "times_coefficient", "owner", "note",
)  # fmt: skip
"""What is said in one cell; a rule and a source are in two each."""
OF_GROUPS = frozenset({"combine"})
OF_ITEMS = frozenset({"points", "missing", "times_coefficient", "owner"})


def write_row(place: Place, source: Mapping[str, Any] | None, language: Language) -> dict[str, str]:
    """The cells of a node, by column; what it does not say is empty."""
    node = place.node
    cells = {column.key: "" for column in FORM.columns}
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
