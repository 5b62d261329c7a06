"""Whether the item's rule can read what was entered. Pure."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from hengjian.appraisal.manual.schemas import ManualScore
from hengjian.appraisal.records.fact_checks import judge_facts
from hengjian.appraisal.records.fact_parts import Item, parts_of, shape_of
from hengjian.kit.language import Language
from hengjian.kit.problems.problems import FieldError

_WHOLE = re.compile(r"[0-9]{1,7}", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,12})?", re.ASCII)


def judge_rows(
    document: Mapping[str, Any], item_code: str, most: Decimal, rows: Sequence[ManualScore], language: Language
) -> list[FieldError]:
    """Every fault, each with a pointer such as ``/rows/3/target``."""
    faults = []
    for index, row in enumerate(rows):
        if row.score is not None and not 0 <= row.score <= most:
            zh, en = f"评分应在 0 至 {most} 之间。", f"A score lies between 0 and {most}."
            faults.append(FieldError(f"/rows/{index}/score", "out_of_range", zh, en))
    said = {fault.pointer for fault in faults}
    facts = [(row.subject_code, row.as_fact()) for row in rows]
    return faults + [f for f in judge_facts(document, item_code, facts, language) if f.pointer not in said]


class UnreadableCellError(ValueError):
    """``key`` is the part that cannot be read, or is not there."""

    def __init__(self, key: str, code: str, zh: str, en: str) -> None:
        super().__init__(code)
        self.key, self.code, self.zh, self.en = key, code, zh, en


def read_row(item: Item, subject_code: str, cells: Mapping[str, str]) -> ManualScore:
    """A row from the cells of a workbook. Raises :class:`UnreadableCellError`."""
    keys = [part.key for part in parts_of(item)]
    for key in keys:
        if key not in cells and shape_of(item) != "counts":
            raise UnreadableCellError(key, "empty", "此格未填。", "This cell is empty.")
    for key in cells:
        _read_number(key, cells[key], whole=shape_of(item) == "counts")
    if shape_of(item) == "counts":
        values: dict[str, Any] = {"counts": {key: int(cells.get(key, "0")) for key in keys}}
    else:
        values = {key: cells[key] for key in keys}
    try:
        return ManualScore(subject_code=subject_code, **values)
    except ValidationError as error:
        raise UnreadableCellError(
            keys[0], "not_a_number", "不是可用的数。", "This is no number of use here."
        ) from error


def _read_number(key: str, text: str, *, whole: bool) -> None:
    if whole and not _WHOLE.fullmatch(text):
        raise UnreadableCellError(key, "not_a_whole_number", "应为整数。", "This should be a whole number.")
    if not _NUMBER.fullmatch(text):
        raise UnreadableCellError(key, "not_a_number", "应为数字。", "This should be a number.")
