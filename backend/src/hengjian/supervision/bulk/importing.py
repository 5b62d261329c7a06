"""A workbook as batches: the same rows, judged the same way, read by another reader and behind the answer."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Sequence

from fastapi import Response
from pydantic import TypeAdapter

from hengjian.contracts.permissions import Permission
from hengjian.kit.data.database import AnySession, Database
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.exchange.annotations import annotate_workbook
from hengjian.kit.exchange.naming import Register
from hengjian.kit.exchange.sheet_writer import ChoiceList, write_template
from hengjian.kit.exchange.sheets import SheetRow, read_sheet
from hengjian.kit.exchange.workbooks import name_handed_back
from hengjian.kit.language import current_language, say
from hengjian.kit.queueing.running import JobKind, JobRun, Made
from hengjian.kit.time.clock import office_today
from hengjian.kit.writing.group_commit import MAX_GROUP_ROWS
from hengjian.supervision.bulk import repository
from hengjian.supervision.bulk.columns import FATES, FORM, Known, RowReader
from hengjian.supervision.bulk.errors import ImportedByAnother
from hengjian.supervision.bulk.schemas import DeductionOutcome, ImportedRow, ImportOutcome
from hengjian.supervision.bulk.service import sum_up
from hengjian.supervision.models import DeductionRule
from hengjian.supervision.recording.schemas import DeductionEntry, UnreadableRow
from hengjian.supervision.recording.service import RECORDER, Recordings, Verdict

_MOST_YEARS = 5
_COUNTED = re.compile(r"（每[^（）]*）$")
Entry = DeductionEntry | UnreadableRow
_ROWS = TypeAdapter(list[ImportedRow])


async def read_entries(database: Database, content: bytes) -> tuple[Sequence[SheetRow], list[Entry]]:
    """The rows of the workbook, and each as an entry."""
    rows = (await asyncio.to_thread(read_sheet, content, FORM)).rows
    async with database.read_session() as session:
        reader = RowReader(await _find_known(session, rows))
    return rows, [reader.read(row) for row in rows]


async def _find_known(session: AnySession, rows: Sequence[SheetRow]) -> Known:
    years = {int(day[:4]) for row in rows if (day := row.values.get("occurred_at"))}
    numbers = {number for row in rows if (number := row.values.get("number"))}
    names_by_unit: dict[str, list[tuple[str, str]]] = defaultdict(list)
    if any("cadre_codes" in row.values for row in rows):
        for cadre in await repository.list_cadres(session):
            names_by_unit[cadre.unit_code or ""].append((cadre.code, cadre.name))
    return Known(
        Register((unit.code, unit.name) for unit in await repository.list_units(session)),
        {year: _register_rules(await repository.list_rules(session, year)) for year in sorted(years)[:_MOST_YEARS]},
        {unit: Register(named) for unit, named in names_by_unit.items()},
        await repository.find_numbered(session, numbers) if numbers else {},
    )


def _register_rules(rules: Sequence[DeductionRule]) -> Register:
    """A rule is called by its code or by its title, in either language, with or without what it counts."""
    titles = ((rule.code, title) for rule in rules for title in (rule.title, rule.title_en))
    return Register((code, name) for code, title in titles for name in {title, _COUNTED.sub("", title)})


async def import_deductions(run: JobRun) -> None:
    """Part by part, so that single records have their turn between; a part that was written is not written again."""
    rows, entries = await read_entries(run.database, run.file)
    await run.expect(len(rows))
    dry_run = bool(run.parameters["dry_run"])
    told: list[ImportedRow] = []
    for part, first in enumerate(range(0, len(rows), MAX_GROUP_ROWS)):
        some = rows[first : first + MAX_GROUP_ROWS]
        order = _record_rows(some, entries[first : first + MAX_GROUP_ROWS], dry_run=dry_run)
        size = len(run.file) * len(some) // len(rows)
        answer = await run.write(RECORDER, order, part=part, rows=len(some), size=size)
        items = _ROWS.validate_json(bytes(answer.body))
        await run.note(items)
        told += items
    back = await hand_back(run.file, ImportOutcome(items=told, dry_run=dry_run))
    async with run.transaction() as session:
        await run.end(session, Made(back, name_handed_back(run.file_name, "扣分导入.xlsx")))


DEDUCTION_IMPORT = JobKind("import_deductions", Permission.SUPERVISION_DEDUCTION_RECORD, import_deductions)


def _record_rows(rows: Sequence[SheetRow], entries: Sequence[Entry], *, dry_run: bool) -> Recordings:
    def answer(verdicts: Sequence[Verdict]) -> Response:
        outcomes = sum_up(verdicts, dry_run=dry_run).items
        items = [_row_of(row, judged) for row, judged in zip(rows, outcomes, strict=True)]
        return Response(_ROWS.dump_json(items), media_type="application/json")

    return Recordings(entries, answer, dry_run, is_import=True, taken=lambda _: ImportedByAnother())


def _row_of(row: SheetRow, judged: DeductionOutcome) -> ImportedRow:
    return ImportedRow(
        **judged.model_dump(exclude={"index"}),
        row=row.number,
        unit=row.said("unit_code"),
        rule_code=row.said("rule_code"),
        columns=FORM.headings_of(judged.errors, current_language.get()),
        notes=row.notes(FORM),
    )


async def hand_back(content: bytes, outcome: ImportOutcome) -> bytes:
    return await asyncio.to_thread(annotate_workbook, content, FORM, FATES, outcome, current_language.get())


async def offer_template(session: AnySession) -> bytes:
    """With the units in service and the catalogue of the office year."""
    units = [(unit.code, unit.name) for unit in await repository.list_units(session)]
    rules = [
        (rule.code, say(rule.title, rule.title_en), _points_of(rule), _consequences_of(rule))
        for rule in await repository.list_rules(session, office_today().year)
    ]
    lists = {
        "unit_code": ChoiceList(("单位", "Units"), units, taken=1),
        "rule_code": ChoiceList(("条款", "Rules"), rules),
    }
    return await asyncio.to_thread(write_template, FORM, lists, current_language.get())


def _points_of(rule: DeductionRule) -> str:
    if rule.points is not None:
        return write_decimal(rule.points)
    return "–".join(write_decimal(end) for end in (rule.points_min, rule.points_max) if end is not None)


def _consequences_of(rule: DeductionRule) -> str:
    """What the rule brings beside its points: doubling of a repeat, and a term to put things right."""
    parts = []
    if rule.repeat_factor is not None:
        factor = write_decimal(rule.repeat_factor)
        parts.append(say(f"年内再犯×{factor}", f"repeat within the year ×{factor}"))
    if rule.rectification_days is not None:
        days = rule.rectification_days
        parts.append(say(f"限{days}个工作日整改", f"put right within {days} working days"))
    if rule.overdue_rule_code is not None:
        code = rule.overdue_rule_code
        parts.append(say(f"逾期按{code}再扣分", f"overdue: {code}"))
    return say("；", "; ").join(parts)
