"""Key projects of a round from a workbook: the same rows as the batch, read by another reader."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import ValidationError

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.problems import FieldError, InvalidInput, ProblemFieldError, describe_faults
from hengjian.kit.exchange.batches import Batch, RowOutcome, read_problem
from hengjian.kit.language import current_language
from hengjian.supervision.models import Round
from hengjian.supervision.rounds import repository
from hengjian.supervision.rounds.checklists import add_projects
from hengjian.supervision.rounds.errors import UnitNotInRound
from hengjian.supervision.rounds.schemas import ImportedProject, ProjectEntry, ProjectImport
from hengjian.supervision.workbooks.columns import Column, read_cells, read_day, read_text
from hengjian.supervision.workbooks.workbook import (
    GOOD,
    SAME,
    UNFIT,
    UNITS,
    SheetForm,
    SheetRow,
    annotate_workbook,
    make_template,
    read_workbook,
)

Status = Literal["created", "updated", "unchanged", "refused"]
_SAME = ("没有变化", "unchanged", SAME)

FORM = SheetForm(
    title=("重点项目", "Key projects"),
    done={
        "created": ("已添加", "added", GOOD),
        "updated": ("已更正", "corrected", GOOD),
        "unchanged": _SAME,
        "refused": ("未添加", "not added", UNFIT),
    },
    preview={
        "created": ("可以添加", "can be added", GOOD),
        "updated": ("可以更正", "can be corrected", GOOD),
        "unchanged": _SAME,
        "refused": ("不能添加", "cannot be added", UNFIT),
    },
    columns=(
        Column("unit_code", "单位", "Unit", read_text, 18, True),
        Column("code", "项目编号", "Project code", read_text, 18, True),
        Column("name", "项目名称", "Project", read_text, 36, True),
        Column("planned", "计划进度", "Planned stage", read_text, 30, True),
        Column("planned_on", "计划日期", "Planned date", read_day, 16, True, "yyyy-mm-dd"),
        Column("name_en", "英文名称", "Project in English", read_text, 30),
    ),
)


def _read(cells: Mapping[str, Any], codes: Mapping[str, str]) -> ProjectEntry | list[FieldError]:
    values, faults = read_cells(FORM.columns, cells)
    if faults:
        return faults
    if (unit := values.get("unit_code")) is not None:
        if unit not in codes:
            return list(UnitNotInRound(unit_code=unit[:80]).errors)
        values["unit_code"] = codes[unit]
    try:
        return ProjectEntry.model_validate(values)
    except ValidationError as error:
        return list(describe_faults(error.errors()))


Read = ProjectEntry | list[FieldError]


def _refuse_twice(rows: Sequence[SheetRow], read: Sequence[Read]) -> list[Read]:
    """Two rows for one project of a unit: nobody can tell which of them was meant, so the later one is refused."""
    first: dict[tuple[str, str], int] = {}
    judged: list[Read] = []
    for row, entry in zip(rows, read, strict=True):
        number = (
            first.setdefault((entry.unit_code, entry.code), row.number) if isinstance(entry, ProjectEntry) else None
        )
        if number is None or number == row.number:
            judged.append(entry)
        else:
            zh, en = f"第 {number} 行已有该单位的同一项目编号。", f"Row {number} has this code of the unit already."
            judged.append([FieldError("/code", "code_twice_in_file", zh, en)])
    return judged


async def import_projects(session: WriteSession, current: Round, content: bytes, *, dry_run: bool) -> ProjectImport:
    """Each row stands for itself: what is good is added, and the same file again adds what was refused."""
    rows = await asyncio.to_thread(read_workbook, content, FORM)
    units = await repository.find_units(session, current.class_codes)
    codes = {unit.name: unit.code for unit in units.values()} | {code: code for code in units}
    read = _refuse_twice(rows, [_read(row.cells, codes) for row in rows])
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
    said = {name: str(row.cells.get(name) or "")[:120] for name in ("unit_code", "code", "name")}
    columns = FORM.headings_of(errors, current_language.get())
    return ImportedProject(
        row=row.number,
        unit=said["unit_code"],
        code=said["code"],
        name=said["name"],
        status=status,
        errors=errors,
        columns=columns,
    )


async def hand_back(content: bytes, outcome: ProjectImport) -> bytes:
    return await asyncio.to_thread(annotate_workbook, content, FORM, outcome, current_language.get())


async def write_template(session: AnySession, current: Round) -> bytes:
    """With the units of the round to choose from."""
    units = [(unit.code, unit.name) for unit in (await repository.find_units(session, current.class_codes)).values()]
    return await asyncio.to_thread(make_template, FORM, [(UNITS, sorted(units), "B")], current_language.get())
