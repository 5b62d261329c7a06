"""The indicator table as an Excel workbook: written as text, read within limits and without a float in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from hengjian.appraisal.scheme_tables.columns import FORM
from hengjian.appraisal.scheme_tables.help import list_help
from hengjian.kit.exchange.columns import choose, key_of
from hengjian.kit.exchange.sheet_writer import (
    Emphasis,
    Row,
    new_book,
    offer_choices,
    refuse_oversized,
    write_notes,
    write_table,
)
from hengjian.kit.exchange.sheets import SheetRow, read_sheet
from hengjian.kit.exchange.workbooks import save_workbook
from hengjian.kit.language import Language
from hengjian.kit.problems.problems import FieldError


@dataclass(frozen=True)
class TableRow:
    """``number`` is the row in the sheet; ``cells`` are those that can be read, by column, also where they are
    empty."""

    number: int
    cells: Mapping[str, str]
    faults: Sequence[FieldError] = ()


@dataclass(frozen=True)
class Table:
    """``letters`` are the sheet's letters of the columns that stand in it."""

    rows: Sequence[TableRow]
    letters: Mapping[str, str]


def write_workbook(rows: Sequence[Mapping[str, str]], language: Language) -> bytes:
    refuse_oversized(FORM, rows)
    book, sheet = new_book(choose(FORM.title, language))
    write_table(sheet, FORM, rows, language, frozen_columns=3, emphasis=_stress_groups)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(FORM.columns))}{len(rows) + 1}"
    offer_choices(book, sheet, FORM, {}, language)
    notes = [(title, *texts) for title, texts in list_help(language)]
    write_notes(book, choose(("填写说明", "Help"), language), notes, (24, 60, 60))
    return save_workbook(book)


def _stress_groups(row: Row) -> Emphasis | None:
    return Emphasis.BOLD if row["combine"] else None


def read_workbook(content: bytes) -> Table:
    """The rows of the first sheet. Raises what :func:`read_sheet` does."""
    sheet = read_sheet(content, FORM)
    places = sheet.header.places
    columns = [column.key for column in FORM.columns if column.key in places and not column.is_shown_only]
    letters = {key: get_column_letter(place + 1) for key, place in places.items()}
    return Table([_read_row(row, columns) for row in sheet.rows], letters)


def _read_row(row: SheetRow, columns: Sequence[str]) -> TableRow:
    unread = {key_of(fault.pointer) for fault in row.faults}
    return TableRow(row.number, {key: row.values.get(key, "") for key in columns if key not in unread}, row.faults)
