"""Workbooks read: the headings found, rows with their numbers, and each cell as its column wants it or a fault beside
it.

A file is opened within the limits of its form. What is wrong with the whole of it is raised; what is wrong with a cell
stays with the row, so that all faults of a file are told at once.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, TypeVar

from openpyxl.utils import get_column_letter
from pydantic import BaseModel

from hengjian.kit.exchange.batches import judge_values
from hengjian.kit.exchange.cells import UnfitCellError, value_of
from hengjian.kit.exchange.columns import Column, SheetForm, key_of, point_to
from hengjian.kit.exchange.errors import ColumnsMissing, NotAWorkbook, WorkbookEmpty
from hengjian.kit.exchange.workbooks import READING_FAULTS, open_workbook, too_large
from hengjian.kit.language import current_language, say
from hengjian.kit.problems.problems import FieldError

HEADER_WITHIN = 10
"""Above the headings there may be a title and a few lines of notes."""

_SCANNED_PER_ROW = 5
"""Rows that were emptied leave a tail, which is passed over, but not for ever."""

Model = TypeVar("Model", bound=BaseModel)
Cells = Sequence[Any]
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
    """A row with something in it. ``cells`` is what was typed, ``values`` what it means, both by column."""

    number: int
    cells: Mapping[str, Any]
    values: Mapping[str, Any]
    faults: Sequence[FieldError]

    def said(self, key: str, longest: int = 80) -> str:
        """What was typed, for telling the row from others."""
        value = self.cells.get(key)
        return "" if value is None else str(value)[:longest]


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


def read_sheet(content: bytes, form: SheetForm) -> Sheet:
    """The first sheet of the workbook. Raises the problems of :data:`UNFIT_WORKBOOKS`."""
    book = open_workbook(content, form, read_only=True, data_only=form.takes_formulas)
    try:
        lines = iter(book.worksheets[0].iter_rows(max_col=form.max_columns))
        top = list(islice(lines, HEADER_WITHIN))
        header = find_header(form, top)
        columns = [(c, header.places[c.key]) for c in form.columns if c.key in header.places and not c.is_shown_only]
        rows = []
        for number, line in enumerate(chain(top[header.number :], lines), start=header.number + 1):
            if number - header.number > _SCANNED_PER_ROW * form.max_rows:
                raise too_large(form)
            if row := _read_row(columns, number, line):
                rows.append(row)
            if len(rows) > form.max_rows:
                raise too_large(form)
    except READING_FAULTS as error:
        raise NotAWorkbook from error
    finally:
        book.close()
    if not rows:
        raise WorkbookEmpty
    return Sheet(form, header, rows, list(_judge_keys(header, top[header.number - 1])) if form.is_keyed else [])


def find_header(form: SheetForm, lines: Sequence[Cells]) -> Header:
    """The first row that names every required column; where none does, the fullest tells what is missing."""
    best = Header(1, {})
    for number, line in enumerate(lines, start=1):
        places: dict[str, int] = {}
        for place, cell in enumerate(line):
            column = form.find(cell.value)
            if column is not None:
                places.setdefault(column.key, place)
        if places and not _missing(form, places):
            return Header(number, places)
        if len(places) > len(best.places):
            best = Header(number, places)
    language = current_language.get()
    missing = [column.heading(language) for column in _missing(form, best.places) or form.columns]
    keys = say("第二行（列代码，请勿删除）", "the second row (codes of the columns, not to be deleted)")
    where = keys if form.is_keyed else say("表头", "the headings")
    raise ColumnsMissing(place=where, columns=say("、", ", ").join(missing))


def _missing(form: SheetForm, places: Mapping[str, int]) -> list[Column]:
    return [column for column in form.columns if column.is_required and column.key not in places]


def _read_row(columns: Placed, number: int, line: Cells) -> SheetRow | None:
    cells: dict[str, Any] = {}
    values: dict[str, Any] = {}
    faults: list[FieldError] = []
    for column, place in columns:
        if place >= len(line):
            continue
        cell = line[place]
        if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
            continue
        cells[column.key] = cell.value
        try:
            values[column.key] = column.kind.read(value_of(cell))
        except UnfitCellError as fault:
            faults.append(FieldError(point_to(column.key), fault.code, fault.zh, fault.en))
    return SheetRow(number, cells, values, faults) if cells else None


def _judge_keys(header: Header, line: Cells) -> Iterator[CellFault]:
    """A column that nothing is known of would be skipped without a word, and of two alike one would be."""
    for place, cell in enumerate(line):
        key = str(cell.value or "").strip()
        if not key or header.places.get(key) == place:
            continue
        code, sentence = (
            "unknown_column",
            say("没有这个代码的列；请用新下载的模板。", "There is no such column; take a new template."),
        )
        if key in header.places:
            code, sentence = "column_twice", say("同一列出现了两次。", "This column stands here twice.")
        address = f"{get_column_letter(place + 1)}{header.number}"
        yield CellFault(row=header.number, cell=address, column=key, code=code, message=sentence)


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
