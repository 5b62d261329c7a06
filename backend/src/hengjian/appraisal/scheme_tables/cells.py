"""The cells of a row read back: what says the same as before stays as it was written, to the letter. Pure."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from hengjian.appraisal.engine.rules import RULES
from hengjian.appraisal.scheme_documents.binding import read_source
from hengjian.appraisal.scheme_documents.notation import UnreadableError, mean_the_same, read_codes, read_value
from hengjian.appraisal.scheme_documents.rule_words import name_of
from hengjian.appraisal.scheme_documents.wording import (
    PARAMETER_NAMES,
    RULE_NAMES,
    SOURCE_FIELDS,
    SOURCE_NAMES,
    find_word,
)
from hengjian.kit.exchange.cells import UnfitCellError
from hengjian.kit.problems.messages import describe_input_fault

_LISTS = frozenset({"rule_codes", "kinds"})


class UnfitTableCellError(UnfitCellError):
    """With the ``column`` that the cell stands under: a rule and a source are read from two cells each."""

    def __init__(self, column: str, code: str, zh: str, en: str) -> None:
        super().__init__(code, zh, en)
        self.column = column


def read_cell(column: str, text: str, old: Any) -> Any:
    """The value of a plain cell that is not empty. Raises :class:`UnfitTableCellError`."""
    try:
        value = read_value(column, text)
    except UnreadableError as fault:
        raise UnfitTableCellError(column, "unreadable", fault.zh, fault.en) from fault
    return old if mean_the_same(value, old) else value


def read_rule(kind_text: str, text: str, old: Any) -> dict[str, Any]:
    """A rule of its type's name and a line a parameter. Raises :class:`UnfitTableCellError`."""
    kind = find_word(RULE_NAMES, kind_text)
    if kind is None:
        raise UnfitTableCellError(
            "rule", "unknown_rule", f"没有“{kind_text[:40]}”这种规则。", f"There is no rule '{kind_text[:40]}'."
        )
    before = old if isinstance(old, Mapping) and old.get("type") == kind else {}
    keys = (*RULES[kind].required, *RULES[kind].optional, "note")
    names = {key: PARAMETER_NAMES[key] for key in keys}
    rule: dict[str, Any] = {"type": kind}
    for label, value in _lines("parameters", text):
        key = find_word(names, label)
        if key is None and label in before:
            key = label
        if key is None:
            raise UnfitTableCellError(
                "parameters",
                "unknown_parameter",
                f"规则“{name_of(RULE_NAMES, kind, 'zh')}”没有参数“{label[:40]}”。",
                f"The rule '{name_of(RULE_NAMES, kind, 'en')}' has no parameter '{label[:40]}'.",
            )
        _refuse_twice("parameters", label, key, rule)
        try:
            rule[key] = read_cell(key, value, before.get(key)) if key in names else before[key]
        except UnfitTableCellError as fault:
            raise UnfitTableCellError(
                "parameters", fault.code, f"{label}：{fault.zh}", f"{label}: {fault.en}"
            ) from fault
    return rule


def read_binding_cells(kind_text: str, text: str) -> dict[str, Any]:
    """A source of its name and a line a detail. Raises :class:`UnfitTableCellError`."""
    kind = find_word(SOURCE_NAMES, kind_text)
    if kind is None:
        raise UnfitTableCellError(
            "source", "unknown_source", f"没有“{kind_text[:40]}”这种来源。", f"There is no source '{kind_text[:40]}'."
        )
    source: dict[str, Any] = {"source": kind}
    for label, value in _lines("details", text):
        key = find_word(SOURCE_FIELDS, label)
        if key is None:
            raise UnfitTableCellError(
                "details", "unknown_detail", f"来源没有“{label[:40]}”这一项。", f"A source has no '{label[:40]}'."
            )
        _refuse_twice("details", label, key, source)
        source[key] = read_codes(value) if key in _LISTS else _read_detail(key, label, value)
    try:
        return read_source(source)
    except ValidationError as error:
        fault = error.errors()[0]
        key = str(fault["loc"][-1]) if fault["loc"] else ""
        zh, en = describe_input_fault(fault)
        zh_name, en_name = name_of(SOURCE_FIELDS, key, "zh"), name_of(SOURCE_FIELDS, key, "en")
        raise UnfitTableCellError("details", str(fault["type"]), f"{zh_name}：{zh}", f"{en_name}: {en}") from error


def _read_detail(key: str, label: str, value: str) -> Any:
    try:
        return read_cell("scored_by" if key == "owner" else key, value, None)
    except UnfitTableCellError as fault:
        raise UnfitTableCellError("details", fault.code, f"{label}：{fault.zh}", f"{label}: {fault.en}") from fault


def _lines(column: str, text: str) -> list[tuple[str, str]]:
    found = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        label, colon, value = line.replace("：", ":", 1).partition(":")
        if not colon or not value.strip():
            raise UnfitTableCellError(
                column, "no_value", f"“{line[:40]}”应如“名称：值”。", f"'{line[:40]}' must be like 'name: value'."
            )
        found.append((label.strip(), value.strip()))
    return found


def _refuse_twice(column: str, label: str, key: str, seen: Mapping[str, Any]) -> None:
    if key in seen:
        raise UnfitTableCellError(column, "said_twice", f"“{label}”写了两次。", f"'{label}' is written twice.")
