"""Key projects of a round from a workbook: the same rows as the batch, read by another reader."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Literal
from uuid import UUID

from hengjian.contracts.permissions import Permission
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.exchange.annotations import GOOD, SAME, UNFIT, Fate, RowFates, annotate_workbook
from hengjian.kit.exchange.batches import Batch, RowOutcome, read_problem
from hengjian.kit.exchange.cells import DAY
from hengjian.kit.exchange.columns import Column, SheetForm
from hengjian.kit.exchange.naming import Register, Unclear
from hengjian.kit.exchange.sheet_writer import ChoiceList, write_template
from hengjian.kit.exchange.sheets import SheetRow, find_repeats, judge_row, read_sheet
from hengjian.kit.exchange.workbooks import name_handed_back
from hengjian.kit.language import current_language
from hengjian.kit.problems.problems import FieldError, InvalidInput, ProblemFieldError, found
from hengjian.kit.queueing.running import JobKind, JobRun, Made
from hengjian.supervision.models import Round
from hengjian.supervision.rounds import repository
from hengjian.supervision.rounds.checklists import add_projects
from hengjian.supervision.rounds.errors import UnitNotInRound
from hengjian.supervision.rounds.schemas import ImportedProject, ProjectEntry, ProjectImport

Status = Literal["created", "updated", "unchanged", "refused"]
Read = ProjectEntry | list[FieldError]

FORM = SheetForm(
    title=("重点项目", "Key projects"),
    columns=(
        Column("unit_code", "单位", "Unit", is_required=True),
        Column("code", "项目编号", "Project code", is_required=True),
        Column("name", "项目名称", "Project", width=36, is_required=True),
        Column("planned", "计划进度", "Planned stage", width=30, is_required=True),
        Column("planned_on", "计划日期", "Planned date", DAY, width=16, is_required=True),
        Column("name_en", "英文名称", "Project in English", width=30),
    ),
)
_SAME = Fate(("没有变化", "unchanged"), SAME)
_FATES = RowFates(
    done={
        "created": Fate(("已添加", "added"), GOOD),
        "updated": Fate(("已更正", "corrected"), GOOD),
        "unchanged": _SAME,
        "refused": Fate(("未添加", "not added"), UNFIT),
    },
    preview={
        "created": Fate(("可以添加", "can be added"), GOOD),
        "updated": Fate(("可以更正", "can be corrected"), GOOD),
        "unchanged": _SAME,
        "refused": Fate(("不能添加", "cannot be added"), UNFIT),
    },
)


def _read(row: SheetRow, register: Register) -> Read:
    unit = row.values.get("unit_code")
    if row.faults or unit is None:
        return judge_row(row, ProjectEntry)
    code = register.find(unit)
    if isinstance(code, Unclear):
        return [code.fault("/unit_code", UnitNotInRound(unit_code=code.said).errors[0])]
    return judge_row(row, ProjectEntry, {**row.values, "unit_code": code})


def _refuse_twice(rows: Sequence[SheetRow], read: Sequence[Read]) -> list[Read]:
    """Two rows for one project of a unit: nobody can tell which of them was meant, so the later one is refused."""
    entries = [(row.number, entry) for row, entry in zip(rows, read, strict=True) if isinstance(entry, ProjectEntry)]
    first = find_repeats((number, (entry.unit_code, entry.code)) for number, entry in entries)
    return [
        [_twice(first[row.number])] if row.number in first else entry for row, entry in zip(rows, read, strict=True)
    ]


def _twice(number: int) -> FieldError:
    zh, en = f"第 {number} 行已有该单位的同一项目编号。", f"Row {number} has this code of the unit already."
    return FieldError("/code", "code_twice_in_file", zh, en)


async def import_projects(run: JobRun) -> None:
    """All in one transaction. Each row stands for itself: what is good is added, and the same file again adds what was
    refused."""
    rows = (await asyncio.to_thread(read_sheet, run.file, FORM)).rows
    await run.expect(len(rows))
    async with run.transaction() as session:
        current = found(await repository.get_round_for_update(session, UUID(str(run.parameters["round_id"]))))
        outcome = await _add_rows(session, current, rows, dry_run=bool(run.parameters["dry_run"]))
        await run.keep_rows(session, outcome.items)
        back = await hand_back(run.file, outcome)
        await run.end(session, Made(back, name_handed_back(run.file_name, "重点项目导入.xlsx")))


PROJECT_IMPORT = JobKind("import_round_projects", Permission.SUPERVISION_ROUND_MANAGE, import_projects)


async def _add_rows(session: WriteSession, current: Round, rows: Sequence[SheetRow], *, dry_run: bool) -> ProjectImport:
    units = await repository.find_units(session, current.class_codes)
    register = Register((unit.code, unit.name) for unit in units.values())
    read = _refuse_twice(rows, [_read(row, register) for row in rows])
    entries = [entry for entry in read if isinstance(entry, ProjectEntry)]
    judged: Iterator[RowOutcome] = iter(())
    if entries:
        batch = Batch[ProjectEntry](items=entries, dry_run=dry_run, all_or_nothing=False)
        judged = iter((await add_projects(session, current, batch)).items)
    items = []
    for row, entry in zip(rows, read, strict=True):
        if isinstance(entry, ProjectEntry):
            outcome = next(judged)
            items.append(_row_of(row, outcome.status, outcome.errors))
        else:
            items.append(_row_of(row, "refused", read_problem(InvalidInput(entry))))
    return ProjectImport(items=items, dry_run=dry_run)


def _row_of(row: SheetRow, status: Status, errors: list[ProblemFieldError]) -> ImportedProject:
    return ImportedProject(
        row=row.number,
        unit=row.said("unit_code", 120),
        code=row.said("code", 120),
        name=row.said("name", 120),
        status=status,
        errors=errors,
        columns=FORM.headings_of(errors, current_language.get()),
        notes=row.notes(FORM),
    )


async def hand_back(content: bytes, outcome: ProjectImport) -> bytes:
    return await asyncio.to_thread(annotate_workbook, content, FORM, _FATES, outcome, current_language.get())


async def offer_template(session: AnySession, current: Round) -> bytes:
    """With the units of the round to choose from."""
    units = [(unit.code, unit.name) for unit in (await repository.find_units(session, current.class_codes)).values()]
    lists = {"unit_code": ChoiceList(("单位", "Units"), sorted(units), taken=1)}
    return await asyncio.to_thread(write_template, FORM, lists, current_language.get())
