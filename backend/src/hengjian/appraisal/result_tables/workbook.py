"""The table of a result as an Excel workbook, with a second sheet that says what it is of. Numbers are exact
decimals."""

from collections.abc import Iterator
from decimal import Decimal

from hengjian.appraisal.result_tables.schemas import ResultTable, ResultTableRow
from hengjian.kit.data.decimals import round_half_up
from hengjian.kit.exchange.columns import Column, SheetForm, choose
from hengjian.kit.exchange.sheet_writer import Row, new_book, refuse_oversized, write_notes, write_table
from hengjian.kit.exchange.workbooks import save_workbook
from hengjian.kit.language import Language

_TIERS = {"advanced": ("先进", "Advanced"), "standard": ("达标", "Up to standard"), "lagging": ("落后", "Lagging")}
_STATES = {
    "computed": ("待审定", "Computed, not approved"),
    "approved": ("已审定", "Approved"),
    "publicity": ("公示中", "In publicity"),
    "final": ("已定案", "Final"),
}
_TIED = ("并列", "Tied")
_AT_BOUNDARY = ("名额边界并列，须人工审定", "Tied where a tier ends: decided by people")
_VETOED = ("有一票否决", "Under a veto")
_MAX_ROWS = 5000


def write_workbook(table: ResultTable, language: Language) -> bytes:
    """Raises what :func:`refuse_oversized` does."""
    form = _form_of(table)
    rows = [_row(line, language) for line in table.rows]
    refuse_oversized(form, rows)
    book, sheet = new_book(choose(form.title, language))
    write_table(sheet, form, rows, language, frozen_columns=2)
    for number in range(2, len(rows) + 2):
        for place, column in enumerate(form.columns, start=1):
            if column.key == "total" or column.key.startswith("part:"):
                sheet.cell(number, place).number_format = "0.00"
    write_notes(book, choose(("说明", "About"), language), _about(table, language), (18, 70))
    return save_workbook(book)


def _form_of(table: ResultTable) -> SheetForm:
    parts = [
        Column(f"part:{part.code}", *_twice(part.name if part.full is None else f"{part.name} ({part.full})"), width=14)
        for part in table.components
    ]
    unit = [Column("unit", "单位", "Unit", width=20)] if table.subject_kind == "cadre" else []
    columns = (
        Column("rank", "名次", "Rank", width=8),
        Column("name", "名称", "Name", width=20),
        *unit,
        *parts,
        Column("total", "总分", "Total", width=12),
        Column("tier", "等次", "Tier", width=12),
        Column("note", "备注", "Note", width=36),
    )
    return SheetForm(("结果", "Result"), columns, max_rows=_MAX_ROWS)


def _twice(text: str) -> tuple[str, str]:
    return text, text


def _row(line: ResultTableRow, language: Language) -> Row:
    shown = line.components or {}
    parts = {
        f"part:{code}": None if value is None else round_half_up(Decimal(value), 2) for code, value in shown.items()
    }
    tier = choose(_TIERS[line.tier], language) if line.tier in _TIERS else line.tier
    return {
        "rank": line.rank,
        "name": line.name,
        "unit": line.unit_name,
        **parts,
        "total": line.total,
        "tier": tier,
        "note": "; ".join(_notes(line, language)) if language == "en" else "；".join(_notes(line, language)),
    }


def _notes(line: ResultTableRow, language: Language) -> Iterator[str]:
    if line.is_tied:
        yield choose(_TIED, language)
    if "tie_at_boundary" in line.flags:
        yield choose(_AT_BOUNDARY, language)
    if any(flag.startswith("veto:") for flag in line.flags):
        yield choose(_VETOED, language)


def _about(table: ResultTable, language: Language) -> list[tuple[str, str]]:
    name = table.class_name_en if language == "en" else table.class_name
    lines = [
        (("年度", "Year"), str(table.year)),
        (("类别", "Class"), name or table.class_code),
        (("状态", "State"), choose(_STATES[table.state], language)),
        (("版次", "Edition"), str(table.edition)),
        (("考核办法", "Scheme"), " ".join(filter(None, (table.scheme_name, table.scheme_document_number)))),
        (("计算时间", "Computed at"), table.computed_at.strftime("%Y-%m-%d %H:%M")),
        (("校验码", "Fingerprint"), table.digest),
    ]
    return [(choose(what, language), text) for what, text in lines]
