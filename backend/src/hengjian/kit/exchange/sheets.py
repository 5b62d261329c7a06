"""Workbooks read: the headings found, rows with their numbers, and each cell as its column wants it or a fault beside
it.

A file is opened within the limits of its form. What is wrong with the whole of it is raised; what is wrong with a cell
stays with the row, so that all faults of a file are told at once.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from openpyxl.utils import get_column_letter
from pydantic import BaseModel

from hengjian.kit.exchange.batches import judge_values
from hengjian.kit.exchange.cells import UnfitCellError, value_of
from hengjian.kit.exchange.columns import Column, SheetForm, key_of, point_to
from hengjian.kit.exchange.errors import ColumnsMissing, SeveralTables, WorkbookEmpty
from hengjian.kit.language import current_language, say
from hengjian.kit.problems.problems import FieldError
from hengjian.kit.spreadsheets.grids import Grid, Line
from hengjian.kit.spreadsheets.opening import open_grids

HEADER_WITHIN = 10
"""Above the headings there may be a title and a few lines of notes."""

_SCANNED_PER_ROW = 5
"""Rows that were emptied leave a tail, which is passed over, but not for ever."""

Model = TypeVar("Model", bound=BaseModel)
Placed = Sequence[tuple[Column, int]]


class CellFault(BaseModel):
    """What is wrong in the file: ``cell`` as the workbook calls it, ``column`` by its heading."""

    row: int
    cell: str
    column: str
    code: str
    message: str


@dataclass(frozen=True)
class Header:
    """``number`` is the row in which the columns were found, ``places`` where they stand, from 0."""

    number: int
    places: Mapping[str, int]


@dataclass(frozen=True)
class SheetRow:
    """A row with something in it. ``cells`` is what was typed, ``values`` what it means, both by column; ``spread``
    names the columns whose value stands in a merged block above or beside."""

    number: int
    cells: Mapping[str, Any]
    values: Mapping[str, Any]
    faults: Sequence[FieldError]
    spread: Sequence[str] = ()

    def said(self, key: str, longest: int = 80) -> str:
        """What was typed, for telling the row from others."""
        value = self.cells.get(key)
        return "" if value is None else str(value)[:longest]

    def notes(self, form: SheetForm) -> list[str]:
        """How cells were read where that is not plain."""
        language = current_language.get()
        spread = [column.heading(language) for column in form.columns if column.key in self.spread]
        columns = say("、", ", ").join(spread)
        return [say(f"{columns}：取自合并单元格", f"{columns}: from merged cells")] if spread else []


@dataclass(frozen=True)
class Sheet:
    """``faults`` are those of the headings."""

    form: SheetForm
    header: Header
    rows: Sequence[SheetRow]
    faults: Sequence[CellFault]

    def locate(self, number: int, fault: FieldError) -> CellFault:
        """The fault of a row with its cell; what is about no column stands at the row's first."""
        key = key_of(fault.pointer)
        place = self.header.places.get(key, min(self.header.places.values()))
        column = self.form.column(key)
        return CellFault(
            row=number,
            cell=f"{get_column_letter(place + 1)}{number}",
            column=column.heading(current_language.get()) if column else "",
            code=fault.code,
            message=say(fault.zh, fault.en),
        )


@dataclass(frozen=True)
class Table:
    """Where a form was found in a file."""

    grid: Grid
    header: Header

    @cached_property
    def heading_line(self) -> Line:
        return next(line for line in self.grid.lines if line.number == self.header.number)


def read_sheet(content: bytes, form: SheetForm) -> Sheet:
    """The rows below the form's headings, on whichever sheet they stand. Raises the problems of
    :data:`UNFIT_WORKBOOKS`."""
    table = find_table(open_grids(content, form.limits), form)
    header = table.header
    columns = [(c, header.places[c.key]) for c in form.columns if c.key in header.places and not c.is_shown_only]
    rows = []
    for line in table.grid.lines:
        if line.number - header.number > _SCANNED_PER_ROW * form.max_rows:
            raise form.limits.exceeded()
        if line.number > header.number and (row := _read_row(columns, line)):
            rows.append(row)
        if len(rows) > form.max_rows:
            raise form.limits.exceeded()
    if not rows:
        raise WorkbookEmpty
    return Sheet(form, header, rows, list(_judge_keys(table, form)) if form.is_keyed else [])


def find_table(grids: Sequence[Grid], form: SheetForm) -> Table:
    """On the first sheet that has the headings, behind covers and lists; hidden sheets only where no other has. Two
    that are filled in are a fault, because one would be left out."""
    best = Header(1, {})
    for group in ([g for g in grids if not g.is_hidden], [g for g in grids if g.is_hidden]):
        tables = []
        for grid in group:
            header = find_header(form, grid.lines)
            if header.places and not _missing(form, header.places):
                tables.append(Table(grid, header))
            elif len(header.places) > len(best.places):
                best = header
        filled = [table for table in tables if table.grid.lines[-1].number > table.header.number]
        if len(filled) > 1:
            raise SeveralTables(sheets=say("、", ", ").join(table.grid.title for table in filled))
        if tables:
            return (filled or tables)[0]
    language = current_language.get()
    missing = [column.heading(language) for column in _missing(form, best.places) or form.offered]
    keys = say("第二行（列代码，请勿删除）", "the second row (codes of the columns, not to be deleted)")
    where = keys if form.is_keyed else say("表头", "the headings")
    raise ColumnsMissing(place=where, columns=say("、", ", ").join(missing))


def find_header(form: SheetForm, lines: Sequence[Line]) -> Header:
    """The first row that names every required column, of headings merged over several rows the last; where none does,
    the one that names most."""
    best = Header(1, {})
    is_found = False
    for line in lines:
        if line.number > HEADER_WITHIN:
            break
        places: dict[str, int] = {}
        for place, cell in sorted(line.cells.items()):
            column = form.find(cell.value) if place < form.max_columns else None
            if column is not None:
                places.setdefault(column.key, place)
        is_whole = bool(places) and not _missing(form, places)
        if is_found and not (is_whole and any(cell.is_spread for cell in line.cells.values())):
            break
        if is_whole or len(places) > len(best.places):
            best, is_found = Header(line.number, places), is_whole
    return best


def _missing(form: SheetForm, places: Mapping[str, int]) -> list[Column]:
    return [column for column in form.columns if column.is_required and column.key not in places]


def _read_row(columns: Placed, line: Line) -> SheetRow | None:
    found = [(column, line.cells[place]) for column, place in columns if place in line.cells]
    found = [(column, cell) for column, cell in found if not cell.is_blank]
    if all(cell.is_spread for _, cell in found):
        return None
    values: dict[str, Any] = {}
    faults: list[FieldError] = []
    for column, cell in found:
        try:
            values[column.key] = column.kind.read(value_of(cell))
        except UnfitCellError as fault:
            faults.append(FieldError(point_to(column.key), fault.code, fault.zh, fault.en))
    if line.is_hidden:
        zh, en = (
            "本行是隐藏行，未读取；请取消隐藏或筛选，或删去本行。",
            "This row is hidden and was not taken; show it, or delete it.",
        )
        faults.append(FieldError("", "hidden_row", zh, en))
    cells = {column.key: cell.value for column, cell in found}
    return SheetRow(line.number, cells, values, faults, [column.key for column, cell in found if cell.is_spread])


def _judge_keys(table: Table, form: SheetForm) -> Iterator[CellFault]:
    """A column that nothing is known of would be skipped without a word, and of two alike one would be."""
    places = table.header.places
    for place, cell in sorted(table.heading_line.cells.items()):
        key = str(cell.value or "").strip()
        if not key or places.get(key) == place or place >= form.max_columns:
            continue
        code, sentence = (
            "unknown_column",
            say("没有这个代码的列；请用新下载的模板。", "There is no such column; take a new template."),
        )
        if key in places:
            code, sentence = "column_twice", say("同一列出现了两次。", "This column stands here twice.")
        address = f"{get_column_letter(place + 1)}{table.header.number}"
        yield CellFault(row=table.header.number, cell=address, column=key, code=code, message=sentence)


def judge_row(row: SheetRow, model: type[Model], values: Mapping[str, Any] | None = None) -> Model | list[FieldError]:
    """The row as the API takes it, or all that is wrong with it; ``values`` stand in for the row's where some were
    looked up."""
    if row.faults:
        return list(row.faults)
    return judge_values(dict(row.values if values is None else values), model.model_validate)


def find_repeats(keys: Iterable[tuple[int, Hashable]]) -> dict[int, int]:
    """Of rows with one key nobody can tell which was meant: each later row, with the first one of its key."""
    first: dict[Hashable, int] = {}
    return {number: first[key] for number, key in keys if first.setdefault(key, number) != number}
