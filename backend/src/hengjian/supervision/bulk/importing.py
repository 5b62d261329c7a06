"""A workbook as a batch: the same rows, judged the same way, read by another reader."""

import asyncio
from collections.abc import Sequence

from fastapi import Response

from hengjian.kit.data.database import AnySession, Database
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.exchange.annotations import annotate_workbook
from hengjian.kit.exchange.sheet_writer import ChoiceList, write_template
from hengjian.kit.exchange.sheets import SheetRow, read_sheet
from hengjian.kit.language import current_language, say
from hengjian.kit.time.clock import office_today
from hengjian.supervision.bulk import repository
from hengjian.supervision.bulk.columns import FATES, FORM, RowReader
from hengjian.supervision.bulk.errors import ImportedByAnother
from hengjian.supervision.bulk.schemas import DeductionOutcome, ImportedRow, ImportOutcome
from hengjian.supervision.bulk.service import sum_up
from hengjian.supervision.models import DeductionRule
from hengjian.supervision.recording.schemas import DeductionEntry, UnreadableRow
from hengjian.supervision.recording.service import Recordings, Verdict

Entry = DeductionEntry | UnreadableRow


async def read_entries(database: Database, content: bytes) -> tuple[Sequence[SheetRow], list[Entry]]:
    """The rows of the workbook, and each as an entry."""
    rows = (await asyncio.to_thread(read_sheet, content, FORM)).rows
    async with database.read_session() as session:
        units = await repository.list_units(session)
    codes = {unit.name: unit.code for unit in units} | {unit.code: unit.code for unit in units}
    reader = RowReader(codes)
    return rows, [reader.read(row) for row in rows]


def record_workbook(rows: Sequence[SheetRow], entries: Sequence[Entry], *, dry_run: bool) -> Recordings:
    def answer(verdicts: Sequence[Verdict]) -> Response:
        outcome = sum_up(verdicts, dry_run=dry_run)
        told = ImportOutcome(
            items=[_row_of(row, judged) for row, judged in zip(rows, outcome.items, strict=True)],
            created=outcome.created,
            unchanged=outcome.unchanged,
            refused=outcome.refused,
            dry_run=dry_run,
        )
        return Response(told.model_dump_json(), media_type="application/json")

    return Recordings(entries, answer, dry_run, is_import=True, taken=lambda _: ImportedByAnother())


def _row_of(row: SheetRow, judged: DeductionOutcome) -> ImportedRow:
    return ImportedRow(
        **judged.model_dump(),
        row=row.number,
        unit=row.said("unit_code"),
        rule_code=row.said("rule_code"),
        columns=FORM.headings_of(judged.errors, current_language.get()),
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
