"""The facts of a trial by way of a workbook: a row a subject, a column each number of each item."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.fact_checks import judge_facts
from hengjian.appraisal.records.fact_parts import MEASURED, parts_of, says_the_same, shape_of, write_parts
from hengjian.appraisal.records.subject_tables import (
    ReadLine,
    ReadTable,
    SubjectLine,
    read_subject_table,
    write_subject_table,
)
from hengjian.appraisal.trials.errors import TooManyFacts
from hengjian.appraisal.trials.fact_choice import list_items
from hengjian.appraisal.trials.fact_conversion import DoesNotFitError, read_typed
from hengjian.appraisal.trials.schemas import MAX_TYPED, SampleFacts, TypedFact
from hengjian.appraisal.trials.service import find_facts, find_groups
from hengjian.kit.data.database import AnySession
from hengjian.kit.exchange.columns import Column
from hengjian.kit.exchange.sheets import CellFault
from hengjian.kit.language import Language, current_language

_MAY_LACK = frozenset({"votes", "counts"})
_NOTES = (
    "每行一个考核对象，每列一个数；已有的事实已填入。\n只填蓝色表头的列；灰色列和第二行的列代码请保留。\n"
    "留空或不改，推演时按已有的事实；改过的格，推演时以表中为准。表中内容不会保存。",
    "A row a subject, a column a number; the facts on record are filled in.\n"
    "Fill in the columns under blue heads; keep the grey ones and the second row.\n"
    "What is empty or left as it is counts as on record; what you change counts as changed. Nothing is stored.",
)


@dataclass(frozen=True)
class _Entry:
    """What a row says of one item."""

    line: ReadLine
    keys: Sequence[str]
    value: str
    fact: Mapping[str, Any]


async def write_sample_facts(session: AnySession, scheme: Scheme, year: int) -> bytes:
    subjects = await find_facts(session, scheme, year)
    groups = await find_groups(session, scheme, year)
    language = current_language.get()
    title = f"{scheme.name} {year}"
    return await asyncio.to_thread(_write, scheme.document, title, subjects, groups, language)


def _write(
    document: Mapping[str, Any],
    title: str,
    subjects: Sequence[Mapping[str, Any]],
    groups: Mapping[str, str],
    language: Language,
) -> bytes:
    items = list_items(document)
    lines = [
        SubjectLine(s["code"], s.get("name", s["code"]), groups[s["code"]], _cells_of(items, s["facts"]))
        for s in subjects
    ]
    return write_subject_table(title, _columns_of(items), lines, _NOTES[language == "en"], language)


def _key(item_code: str, part: str) -> str:
    return f"{item_code}/{part}"


def _columns_of(items: Mapping[str, Mapping[str, Any]]) -> list[Column]:
    return [
        Column(_key(code, part.key), f"{name}（{part.zh}）", f"{name} ({part.en})")
        for code, item in items.items()
        for name in [item.get("name", code)]
        for part in parts_of(item)
    ]


def _cells_of(items: Mapping[str, Mapping[str, Any]], facts: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What is on record; empty where there is nothing, or more than the columns can say."""
    return {
        _key(code, part): text
        for code, fact in facts.items()
        for part, text in (write_parts(items[code], fact) or {}).items()
    }


async def read_sample_facts(session: AnySession, scheme: Scheme, year: int, content: bytes) -> SampleFacts:
    """What the workbook says otherwise than the record, and what is wrong in it, cell by cell."""
    subjects = await find_facts(session, scheme, year)
    read = await asyncio.to_thread(_read, scheme.document, subjects, content, current_language.get())
    if len(read.facts) > MAX_TYPED:
        raise TooManyFacts(count=len(read.facts), limit=MAX_TYPED)
    return read


def _read(
    document: Mapping[str, Any], subjects: Sequence[Mapping[str, Any]], content: bytes, language: Language
) -> SampleFacts:
    items = list_items(document)
    on_record = {subject["code"]: _cells_of(items, subject["facts"]) for subject in subjects}
    names = {subject["code"]: subject.get("name", "") for subject in subjects}
    table = read_subject_table(content, _columns_of(items), names)
    faults, facts, unchanged = [*table.faults], [], 0
    for code, item in items.items():
        entries, wrong = _read_item(code, item, table)
        changed = [entry for entry in entries if not _stands(item, entry, on_record[entry.line.code])]
        unchanged += len(entries) - len(changed)
        faults += wrong + list(_judge(document, code, changed, table, language))
        facts += [TypedFact(item_code=code, subject_code=e.line.code, value=e.value) for e in changed]
    faults.sort(key=lambda fault: fault.row)
    return SampleFacts(
        facts=facts, subject_count=len({fact.subject_code for fact in facts}), unchanged=unchanged, faults=faults
    )


def _read_item(code: str, item: Mapping[str, Any], table: ReadTable) -> tuple[list[_Entry], list[CellFault]]:
    keys = [_key(code, part.key) for part in parts_of(item)]
    entries, faults = [], []
    for line in table.lines:
        if not any(key in line.cells for key in keys):
            continue
        if lacking := _first_lacking(item, keys, line):
            faults.append(table.fault(line, lacking, "empty", "此格未填。", "This cell is empty."))
            continue
        filled = [line.cells.get(key, "0" if shape_of(item) in _MAY_LACK else "") for key in keys]
        value = "/".join(text for text in filled if text)
        try:
            entries.append(_Entry(line, keys, value, read_typed(item, value)))
        except DoesNotFitError:
            place = _first_unfit(item, keys, line)
            zh, en = "不是本项能读的数。", "This is no number that the item can read."
            faults.append(table.fault(line, place, "does_not_fit", zh, en))
    return entries, faults


def _first_lacking(item: Mapping[str, Any], keys: Sequence[str], line: ReadLine) -> str | None:
    """The target of a measured value may be left out: it is what makes the value the rate or the gap itself."""
    if shape_of(item) in _MAY_LACK:
        return None
    needed = keys[:1] if shape_of(item) == MEASURED else keys
    return next((key for key in needed if key not in line.cells), None)


def _first_unfit(item: Mapping[str, Any], keys: Sequence[str], line: ReadLine) -> str:
    """The cell that keeps the fact from being read, found by putting a plain number into each."""
    for key in keys:
        others = ["1" if other != key else line.cells.get(key, "0") for other in keys]
        try:
            read_typed(item, "/".join(others))
        except DoesNotFitError:
            return key
    return keys[0]


def _stands(item: Mapping[str, Any], entry: _Entry, cells: Mapping[str, str]) -> bool:
    """Whether the row says what is on record anyway."""
    empty = "0" if shape_of(item) in _MAY_LACK else ""
    said = {key: entry.line.cells.get(key, empty) for key in entry.keys}
    return all(key in cells and says_the_same(said[key], cells[key]) for key in entry.keys)


def _judge(
    document: Mapping[str, Any], code: str, entries: Sequence[_Entry], table: ReadTable, language: Language
) -> Iterator[CellFault]:
    if not entries:
        return
    for error in judge_facts(document, code, [(entry.line.code, entry.fact) for entry in entries], language):
        _, _, index, *within = error.pointer.split("/")
        entry = entries[int(index)]
        wanted = [_key(code, part) for part in reversed(within)]
        key = next(key for key in (*wanted, *entry.keys) if table.has_column(key))
        yield table.fault(entry.line, key, error.code, error.zh, error.en)
