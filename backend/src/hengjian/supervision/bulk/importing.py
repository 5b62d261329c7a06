"""A workbook as a batch: the same rows, judged the same way, read by another reader."""

import asyncio

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.edge.auth import Principal
from hengjian.kit.language import current_language, say
from hengjian.kit.time.clock import office_today
from hengjian.supervision.bulk import repository
from hengjian.supervision.bulk.columns import FORM, RowReader
from hengjian.supervision.bulk.schemas import DeductionOutcome, ImportedRow, ImportOutcome
from hengjian.supervision.bulk.service import record_deductions
from hengjian.supervision.models import DeductionRule
from hengjian.supervision.workbooks.workbook import UNITS, SheetRow, annotate_workbook, make_template, read_workbook


async def import_deductions(
    session: WriteSession, content: bytes, principal: Principal, *, dry_run: bool
) -> ImportOutcome:
    rows = await asyncio.to_thread(read_workbook, content, FORM)
    units = await repository.list_units(session)
    codes = {unit.name: unit.code for unit in units} | {unit.code: unit.code for unit in units}
    reader = RowReader(codes)
    entries = [reader.read(row.cells) for row in rows]
    outcome = await record_deductions(session, entries, principal, dry_run=dry_run, is_import=True)
    return ImportOutcome(
        items=[_row_of(row, judged) for row, judged in zip(rows, outcome.items, strict=True)],
        created=outcome.created,
        unchanged=outcome.unchanged,
        refused=outcome.refused,
        dry_run=dry_run,
    )


def _row_of(row: SheetRow, judged: DeductionOutcome) -> ImportedRow:
    return ImportedRow(
        **judged.model_dump(),
        row=row.number,
        unit=str(row.cells.get("unit_code") or "")[:80],
        rule_code=str(row.cells.get("rule_code") or "")[:80],
        columns=FORM.headings_of(judged.errors, current_language.get()),
    )


async def hand_back(content: bytes, outcome: ImportOutcome) -> bytes:
    return await asyncio.to_thread(annotate_workbook, content, FORM, outcome, current_language.get())


async def write_template(session: AnySession) -> bytes:
    """With the units in service and the catalogue of the office year."""
    units = [(unit.code, unit.name) for unit in await repository.list_units(session)]
    rules = [
        (rule.code, say(rule.title, rule.title_en), _points_of(rule), _consequences_of(rule))
        for rule in await repository.list_rules(session, office_today().year)
    ]
    return await asyncio.to_thread(
        make_template, FORM, [(UNITS, units, "B"), (("条款", "Rules"), rules, "A")], current_language.get()
    )


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
