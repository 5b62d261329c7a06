"""The user's own file handed back: what became of each row beside it, why, and a sheet that sums up."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.kit.exchange.columns import Pair, SheetForm, choose
from hengjian.kit.exchange.sheet_writer import HEAD
from hengjian.kit.exchange.sheets import find_table
from hengjian.kit.exchange.workbooks import open_to_write, save_workbook, write_text
from hengjian.kit.language import Language
from hengjian.kit.problems.problems import ProblemFieldError
from hengjian.kit.spreadsheets.opening import open_grids

GOOD, SAME, UNFIT = "E2F0D9", "EDEDED", "F8D7DA"
_RESULT, _NUMBER, _REASON = ("结果", "Result"), ("记录编号", "Record number"), ("原因", "Reason")
_SUMMARY = ("导入小结", "Import summary")


@dataclass(frozen=True)
class Fate:
    """What became of a row, in words and a colour."""

    words: Pair
    colour: str


@dataclass(frozen=True)
class RowFates:
    """By status: after a row was written, and where it was only judged. ``is_numbered``: what is written has a
    number."""

    done: Mapping[str, Fate]
    preview: Mapping[str, Fate]
    is_numbered: bool = False


class JudgedRow(Protocol):
    """``row`` is the number in the sheet."""

    @property
    def row(self) -> int: ...
    @property
    def status(self) -> str: ...
    @property
    def errors(self) -> Sequence[ProblemFieldError]: ...
    @property
    def notes(self) -> Sequence[str]: ...


class Judged(Protocol):
    @property
    def dry_run(self) -> bool: ...
    @property
    def items(self) -> Sequence[JudgedRow]: ...


def annotate_workbook(content: bytes, form: SheetForm, fates: RowFates, outcome: Judged, language: Language) -> bytes:
    """Columns of an earlier import are written over, so that a corrected file keeps one of each; what the user wrote
    stays, also under a heading like ours."""
    grids = open_grids(content, form.limits)
    table = find_table(grids, form)
    book = open_to_write(content, grids)
    sheet: Worksheet = book[table.grid.title] if table.grid.title else book.worksheets[0]
    head = table.header.number
    names = (_RESULT, _NUMBER, _REASON) if fates.is_numbered else (_RESULT, _REASON)
    last = max((row.row for row in outcome.items), default=head)
    is_ours = any(title in book.sheetnames for title in _SUMMARY)
    places = _find_places(sheet, range(head, last + 1), form, names, is_ours=is_ours)
    for name, place in zip(names, places, strict=True):
        cell = write_text(sheet, head, place, choose(name, language))
        cell.font, cell.fill = Font(bold=True), HEAD
    fate_of = fates.preview if outcome.dry_run else fates.done
    for row in outcome.items:
        fate = fate_of[row.status]
        reasons = [*(_reason(form, error, language) for error in row.errors), *row.notes]
        texts = [choose(fate.words, language), "\n".join(reasons)]
        if fates.is_numbered:
            texts.insert(1, getattr(row, "number", None) or "")
        for place, text in zip(places, texts, strict=True):
            cell = write_text(sheet, row.row, place, text)
            cell.fill, cell.alignment = (
                PatternFill("solid", fgColor=fate.colour),
                Alignment(wrap_text=True, vertical="top"),
            )
    sheet.column_dimensions[get_column_letter(places[-1])].width = 50
    _sum_up(book, fate_of, outcome, language)
    return save_workbook(book)


def _reason(form: SheetForm, error: ProblemFieldError, language: Language) -> str:
    heading = next(iter(form.headings_of([error], language)), None)
    return error.message if heading is None else f"{heading}{choose(('：', ': '), language)}{error.message}"


def _find_places(sheet: Worksheet, rows: range, form: SheetForm, names: Sequence[Pair], *, is_ours: bool) -> list[int]:
    """Where the columns stand from an earlier import, which is known by its summary and by all of them side by side;
    else behind the table, side by side where nothing stands.

    Each row needs a cell of its own there: what was merged into one of our columns is taken apart.
    """
    headings = [cell.value for cell in next(sheet.iter_rows(min_row=rows[0], max_row=rows[0]))]
    places = _find_earlier(headings, names) if is_ours else []
    if not places:
        readable = headings[: form.max_columns]
        place = max((place for place, text in enumerate(readable, start=1) if text is not None), default=0) + 1
        while not all(_is_free(sheet, rows, place + offset) for offset in range(len(names))):
            place += 1
        return list(range(place, place + len(names)))
    _part_merged(sheet, rows, places)
    return places


def _find_earlier(headings: Sequence[object], names: Sequence[Pair]) -> list[int]:
    """The last ones, behind columns of the user's that may be called alike. Where our headings were merged, the first
    is left of them."""
    for first in reversed(range(len(headings))):
        others = zip(headings[first + 1 :], names[1:], strict=False)
        if headings[first] in names[0] and all(text is None or text in name for text, name in others):
            return list(range(first + 1, first + 1 + len(names)))
    return []


def _is_free(sheet: Worksheet, rows: range, place: int) -> bool:
    if any(_touches(merged, rows, place) for merged in sheet.merged_cells.ranges):
        return False
    column = sheet.iter_rows(min_row=rows[0], max_row=rows[-1], min_col=place, max_col=place, values_only=True)
    return all(value is None for (value,) in column)


def _part_merged(sheet: Worksheet, rows: range, places: Collection[int]) -> None:
    for merged in list(sheet.merged_cells.ranges):
        if any(_touches(merged, rows, place) for place in places):
            sheet.unmerge_cells(merged.coord)


def _touches(merged: CellRange, rows: range, place: int) -> bool:
    return merged.min_col <= place <= merged.max_col and merged.min_row <= rows[-1] and merged.max_row >= rows[0]


def _sum_up(book: Workbook, fate_of: Mapping[str, Fate], outcome: Judged, language: Language) -> None:
    title = choose(_SUMMARY, language)
    if title in book.sheetnames:
        del book[title]
    sheet: Worksheet = book.create_sheet(title)
    counts = Counter(row.status for row in outcome.items)
    for line, (status, fate) in enumerate(fate_of.items(), start=1):
        write_text(sheet, line, 1, choose(fate.words, language))
        sheet.cell(line, 2, counts[status])
    sheet.column_dimensions["A"].width = 24
