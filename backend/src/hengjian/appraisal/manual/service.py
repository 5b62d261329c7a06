"""What an owner enters: the organisation department, or each unit's head for the unit's own cadres."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hengjian.appraisal.errors import NoSuchSubject, ResultsStand
from hengjian.appraisal.item_facts.service import leave_facts, scheme_feeding
from hengjian.appraisal.manual import policy, repository
from hengjian.appraisal.manual.row_checks import UnreadableCellError, judge_rows, read_row
from hengjian.appraisal.manual.schemas import (
    ManualItem,
    ManualLine,
    ManualOutcome,
    ManualPart,
    ManualScore,
    ManualScores,
    ManualSheet,
    ManualTable,
    ReadValues,
)
from hengjian.appraisal.models import ItemFact, Scheme
from hengjian.appraisal.recomputation.repository import mark_classes
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.records.fact_parts import parts_of, says_the_same, shape_of, write_parts
from hengjian.appraisal.records.facts import Records
from hengjian.appraisal.records.groups import name_groups
from hengjian.appraisal.records.repository import list_subjects
from hengjian.appraisal.records.subject_tables import SubjectLine, read_subject_table, write_subject_table
from hengjian.appraisal.results.reading import find_approved
from hengjian.appraisal.scheme_documents.binding import ManualSource, read_binding
from hengjian.appraisal.scheme_documents.rule_words import describe_rule
from hengjian.appraisal.scheme_documents.tree import points_of, walk_tree
from hengjian.appraisal.schemes import repository as schemes
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.exchange.columns import Column
from hengjian.kit.exchange.sheets import CellFault
from hengjian.kit.language import current_language, say
from hengjian.kit.policy.refusals import reason_of, refuse_if
from hengjian.kit.problems.problems import FieldError, InvalidInput, StaleVersion

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Owned:
    """An item with its scheme, the subjects whom the caller enters, and what stands for them."""

    scheme: Scheme
    item: Mapping[str, Any]
    subjects: Sequence[Records]
    facts: Mapping[str, ItemFact]
    stands: ResultsStand | None

    @property
    def code(self) -> str:
        return str(self.item["code"])

    @property
    def source(self) -> ManualSource:
        source = read_binding(self.scheme.binding)[self.code]
        assert isinstance(source, ManualSource), "chosen by it"
        return source

    @property
    def most(self) -> Decimal:
        return points_of(self.scheme.document, self.code)

    @property
    def version(self) -> int:
        """Rises with every entry: the microsecond of the last one, nought before the first."""
        times = [fact.entered_at for fact in self.facts.values() if fact.entered_at is not None]
        return (max(times) - _BEGINNING) // timedelta(microseconds=1) if times else 0

    def values_of(self, code: str) -> dict[str, str]:
        fact = self.facts.get(code)
        return (write_parts(self.item, fact.fact) if fact is not None else None) or {}


async def list_items(session: AnySession, year: int, principal: Principal) -> list[ManualItem]:
    """Every item of the year's schemes in force that the caller enters, for at least one subject."""
    found = []
    for scheme in await schemes.issued_schemes(session, year):
        sources = read_binding(scheme.binding).items()
        codes = [
            code
            for code, source in sources
            if isinstance(source, ManualSource) and policy.find_obstacle(source, principal) is None
        ]
        if codes:
            owned = await _find(session, scheme, codes, principal)
            found += [_tell_item(one) for one in owned if one.subjects]
    return found


async def open_sheet(
    session: AnySession, year: int, scheme_code: str, item_code: str, principal: Principal
) -> ManualSheet:
    owned = await _find_owned(session, year, scheme_code, item_code, principal)
    lines = [
        ManualLine(
            subject_code=subject.code,
            name=subject.name,
            class_code=subject.class_code,
            unit_code=subject.unit_code,
            values=owned.values_of(subject.code),
            entered_by=fact.entered_by if fact else None,
            entered_at=fact.entered_at if fact else None,
        )
        for subject in owned.subjects
        for fact in [owned.facts.get(subject.code)]
    ]
    return ManualSheet(item=_tell_item(owned), version=owned.version, lines=lines)


async def enter_scores(
    session: WriteSession, entry: ManualScores, principal: Principal, version: int | None
) -> ManualOutcome:
    """The whole batch or nothing; of what was entered, only what says something new is stored."""
    if version is not None:
        await repository.lock_entering(session, entry.year, entry.scheme_code, entry.item_code)
    owned = await _find_owned(session, entry.year, entry.scheme_code, entry.item_code, principal)
    refuse_if(owned.stands)
    if version is not None and version != owned.version:
        raise StaleVersion(current=owned.version)
    named = {subject.code: subject for subject in owned.subjects}
    _refuse_strangers(entry.rows, named)
    standing = await find_standing(session, principal)
    for row in entry.rows:
        refuse_if(policy.find_bar(owned.scheme, owned.source, named[row.subject_code], standing))
    faults = await asyncio.to_thread(
        judge_rows, owned.scheme.document, owned.code, owned.most, entry.rows, current_language.get()
    )
    if faults:
        raise InvalidInput(faults)
    changed = [row for row in entry.rows if not _is_unchanged(owned, row.subject_code, row.as_fact())]
    if not entry.dry_run and changed:
        record_id = new_id()
        facts = {row.subject_code: (record_id, row.as_fact()) for row in changed}
        await leave_facts(session, owned.scheme, owned.code, "manual", facts, entered_by=principal.name)
        if owned.scheme.subject_kind == "unit":
            classes = sorted({named[row.subject_code].class_code for row in changed})
            await mark_classes(session, entry.year, classes)
    status = "judged" if entry.dry_run else "stored"
    return ManualOutcome(status=status, stored=len(changed), unchanged=len(entry.rows) - len(changed))


def _refuse_strangers(rows: Sequence[ManualScore], named: Mapping[str, Records]) -> None:
    zh, en = "不在本项的评定范围内。", "This item is not entered for this subject."
    faults = [
        FieldError(f"/rows/{index}/subject_code", "no_such_subject", zh, en)
        for index, row in enumerate(rows)
        if row.subject_code not in named
    ]
    if faults:
        first = next(row.subject_code for row in rows if row.subject_code not in named)
        raise NoSuchSubject(faults, subject_code=first)


def _is_unchanged(owned: _Owned, subject_code: str, fact: Mapping[str, Any]) -> bool:
    said, stood = write_parts(owned.item, fact), owned.values_of(subject_code)
    return said is not None and said.keys() == stood.keys() and all(says_the_same(said[k], stood[k]) for k in said)


async def write_table(session: AnySession, year: int, scheme_code: str, item_code: str, principal: Principal) -> bytes:
    """A workbook with the subjects and what stands for them, to be filled in."""
    owned = await _find_owned(session, year, scheme_code, item_code, principal)
    groups = await name_groups(session, owned.scheme, owned.subjects)
    lines = [SubjectLine(s.code, s.name, groups[s.code], owned.values_of(s.code)) for s in owned.subjects]
    language = current_language.get()
    title = f"{owned.scheme.name} {owned.item.get('name', owned.code)}"
    rule = describe_rule(owned.item["rule"], language)
    zh = f"{rule}\n只填蓝色表头的列；灰色列和第二行的列代码请保留。留空表示不改动。"
    en = f"{rule}\nFill in the columns under blue heads; keep the grey ones and the second row. Empty changes nothing."
    return await asyncio.to_thread(write_subject_table, title, _columns_of(owned), lines, say(zh, en), language)


async def read_table(
    session: AnySession, year: int, scheme_code: str, item_code: str, content: bytes, principal: Principal
) -> ManualTable:
    """What the filled-in workbook would change, and what is wrong in it, cell by cell."""
    owned = await _find_owned(session, year, scheme_code, item_code, principal)
    return await asyncio.to_thread(_read_table, owned, content)


def _read_table(owned: _Owned, content: bytes) -> ManualTable:
    names = {subject.code: subject.name for subject in owned.subjects}
    table = read_subject_table(content, _columns_of(owned), names)
    faults, read = [*table.faults], []
    for line in table.lines:
        try:
            read.append((line, read_row(owned.item, line.code, line.cells)))
        except UnreadableCellError as fault:
            faults.append(table.fault(line, fault.key, fault.code, fault.zh, fault.en))
    rows = [row for _, row in read]
    judged = judge_rows(owned.scheme.document, owned.code, owned.most, rows, current_language.get()) if rows else []
    for error in judged:
        _, _, index, *within = error.pointer.split("/")
        key = next((part for part in reversed(within) if table.has_column(part)), "subject_code")
        faults.append(table.fault(read[int(index)][0], key, error.code, error.zh, error.en))
    changed = [
        ReadValues(row=line.number, subject_code=line.code, values=dict(write_parts(owned.item, row.as_fact()) or {}))
        for line, row in read
        if not _is_unchanged(owned, line.code, row.as_fact())
    ]
    return ManualTable(rows=changed, unchanged=len(read) - len(changed), faults=_in_order(faults))


def _in_order(faults: Sequence[CellFault]) -> list[CellFault]:
    return sorted(faults, key=lambda fault: fault.row)


def _columns_of(owned: _Owned) -> list[Column]:
    return [Column(part.key, part.zh, part.en) for part in parts_of(owned.item)]


async def _find_owned(session: AnySession, year: int, scheme_code: str, item_code: str, principal: Principal) -> _Owned:
    scheme, source = await scheme_feeding(session, year, scheme_code, item_code, "manual")
    assert isinstance(source, ManualSource)
    refuse_if(policy.find_obstacle(source, principal))
    [owned] = await _find(session, scheme, [item_code], principal)
    return owned


async def _find(session: AnySession, scheme: Scheme, item_codes: Sequence[str], principal: Principal) -> list[_Owned]:
    """Items of one scheme: whom the caller enters and whether it still may change is the same for all of them."""
    everybody = await list_subjects(session, scheme)
    subjects = _in_place([subject for subject in everybody if principal.visibility.includes(subject.unit_code)])
    facts = await repository.list_entries(session, scheme, item_codes, [subject.code for subject in subjects])
    stands = await find_approved(session, scheme.year, scheme.code)
    tree = walk_tree(scheme.document)
    return [_Owned(scheme, tree[code].node, subjects, facts[code], stands) for code in item_codes]


def _in_place(subjects: Sequence[Records]) -> list[Records]:
    return sorted(subjects, key=lambda subject: (subject.class_code, subject.unit_code, subject.code))


def _tell_item(owned: _Owned) -> ManualItem:
    language = current_language.get()
    shape = shape_of(owned.item)
    return ManualItem.model_validate(
        {
            "year": owned.scheme.year,
            "scheme_id": owned.scheme.id,
            "scheme_code": owned.scheme.code,
            "scheme_name": owned.scheme.name,
            "subject_kind": owned.scheme.subject_kind,
            "item_code": owned.code,
            "item_name": owned.item.get("name", owned.code),
            "rule": describe_rule(owned.item["rule"], language),
            "shape": shape,
            "parts": [ManualPart(key=part.key, name=part.name(language)) for part in parts_of(owned.item)],
            "points": owned.most if shape == "score" else None,
            "subject_count": len(owned.subjects),
            "entered_count": len(owned.facts),
            "reason": None if owned.stands is None else reason_of(owned.stands),
        }
    )
