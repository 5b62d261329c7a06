"""A workbook with a row a subject and a column a number: filled in, and read back cell by cell.

The second row of the sheet names the columns for the machine, so that headings may be in either language, columns moved
and rows sorted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hengjian.kit.exchange.cells import CODE
from hengjian.kit.exchange.columns import Column, SheetForm, choose, point_to
from hengjian.kit.exchange.folding import fold
from hengjian.kit.exchange.sheet_writer import new_book, refuse_oversized, write_notes, write_table
from hengjian.kit.exchange.sheets import CellFault, Sheet, SheetRow, find_repeats, read_sheet
from hengjian.kit.exchange.workbooks import save_workbook
from hengjian.kit.language import Language
from hengjian.kit.problems.problems import FieldError

MAX_SUBJECTS = 3000
_SUBJECT, _NAME = "subject_code", "name"
_FIXED = (
    Column(_SUBJECT, "代码", "code", CODE, width=14, is_required=True, is_given=True),
    Column(_NAME, "考核对象", "subject", is_given=True),
    Column("group", "类别或单位", "class or unit", width=22, is_shown_only=True),
)


@dataclass(frozen=True)
class SubjectLine:
    """``group`` tells people of one name apart; ``cells`` by column."""

    code: str
    name: str
    group: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class ReadLine:
    """``number`` is the row in the sheet; ``cells`` holds what is filled in, by column."""

    number: int
    code: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class ReadTable:
    """``faults`` are cells that hold no text, and rows that nobody can be found for."""

    sheet: Sheet
    lines: Sequence[ReadLine]
    faults: Sequence[CellFault]

    def has_column(self, key: str) -> bool:
        return key in self.sheet.header.places

    def fault(self, line: ReadLine, key: str, code: str, zh: str, en: str) -> CellFault:
        """At the cell under the column, at the subject's code where the sheet lacks it."""
        place = key if self.has_column(key) else _SUBJECT
        return self.sheet.locate(line.number, FieldError(point_to(place), code, zh, en))


def form_of(columns: Sequence[Column]) -> SheetForm:
    """The subjects beside ``columns``, which are to be filled in."""
    return SheetForm(
        ("填报", "Facts"),
        (*_FIXED, *columns),
        max_rows=MAX_SUBJECTS,
        max_columns=600,
        unpacked_bytes=40_000_000,
        is_keyed=True,
    )


def write_subject_table(
    title: str, columns: Sequence[Column], lines: Sequence[SubjectLine], note: str, language: Language
) -> bytes:
    """Two rows of heads, then the subjects; a note of how to fill it in stands on a sheet of its own."""
    form = form_of(columns)
    rows = [{_SUBJECT: line.code, "name": line.name, "group": line.group, **line.cells} for line in lines]
    refuse_oversized(form, rows)
    book, sheet = new_book(choose(form.title, language))
    write_table(sheet, form, rows, language, frozen_columns=len(_FIXED))
    first, *others = note.split("\n")
    write_notes(
        book, choose(("填写说明", "Help"), language), [(title, first), *(("", text) for text in others)], (30, 100)
    )
    return save_workbook(book)


def read_subject_table(content: bytes, columns: Sequence[Column], subject_codes: Mapping[str, str]) -> ReadTable:
    """The filled-in rows of the first sheet; ``subject_codes`` are those that may stand in it, with their names."""
    sheet = read_sheet(content, form_of(columns))
    faults, lines = list(sheet.faults), []
    filled = [row for row in sheet.rows if not row.cells.keys() <= {_SUBJECT, _NAME}]
    codes = [(row.number, row.values.get(_SUBJECT)) for row in filled]
    first = find_repeats((number, code) for number, code in codes if code in subject_codes)
    for row in filled:
        wrong = [*_judge_code(row, subject_codes, first), *row.faults]
        faults += [sheet.locate(row.number, fault) for fault in wrong]
        if not wrong:
            cells = {key: value for key, value in row.values.items() if key not in {_SUBJECT, _NAME}}
            lines.append(ReadLine(row.number, row.values[_SUBJECT], cells))
    return ReadTable(sheet, lines, faults)


def _judge_code(row: SheetRow, subjects: Mapping[str, str], first: Mapping[int, int]) -> Iterator[FieldError]:
    if _SUBJECT in row.cells and _SUBJECT not in row.values:
        return
    if row.values.get(_SUBJECT) not in subjects:
        zh, en = "没有这个考核对象，或不在您的评定范围内。", "There is no such subject for you to fill in."
        yield FieldError(point_to(_SUBJECT), "unknown_subject", zh, en)
    elif row.number in first:
        number = first[row.number]
        zh, en = f"与第 {number} 行是同一对象。", f"The same subject as in row {number}."
        yield FieldError(point_to(_SUBJECT), "duplicate_subject", zh, en)
    elif fault := _judge_name(row, subjects):
        yield fault


def _judge_name(row: SheetRow, subjects: Mapping[str, str]) -> FieldError | None:
    """A column that was sorted without its neighbour puts one person's score under another's code."""
    code, said = row.values[_SUBJECT], row.values.get(_NAME)
    if said is None or not subjects[code] or fold(said) == fold(subjects[code]):
        return None
    others = [other for other, name in subjects.items() if fold(name) == fold(said)]
    called = "、".join(others)
    zh = f"代码 {code} 是{subjects[code]}，本行写的是{said}" + (f"（{called}）" if called else "")
    en = f"The code {code} is {subjects[code]}, the row says {said}" + (f" ({called})" if called else "")
    return FieldError(
        point_to(_SUBJECT), "name_disagrees", f"{zh}；请核对是哪一个。", f"{en}; see which of them is meant."
    )
