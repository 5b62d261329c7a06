"""The quarter's report as a workbook: the sentences, the units, and every line that the reader may see."""

from collections.abc import Iterator, Sequence

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.exchange.columns import Column, SheetForm
from hengjian.kit.exchange.sheet_writer import Row, new_book, write_table
from hengjian.kit.exchange.workbooks import save_workbook, write_text
from hengjian.kit.language import current_language, say
from hengjian.supervision.models import Round, RoundItem
from hengjian.supervision.rounds import repository
from hengjian.supervision.rounds.lights import Light, Stage
from hengjian.supervision.rounds.report_views import last_note, show_report
from hengjian.supervision.rounds.schemas import QuarterReport
from hengjian.supervision.rounds.views import rule_of
from hengjian.supervision.rounds.wording import describe_light, name_item, number

_LIGHTS = {
    Light.GREEN: ("● 绿灯", "● green", "E2F0D9"),
    Light.YELLOW: ("▲ 黄灯", "▲ yellow", "FFF2CC"),
    Light.RED: ("■ 红灯", "■ red", "F8D7DA"),
}
_STAGES = {
    Stage.NOT_STARTED: ("未开工", "not started"),
    Stage.UNDER_WAY: ("进行中", "under way"),
    Stage.REACHED: ("已达到计划进度", "planned stage reached"),
    Stage.STOPPED: ("停工", "at a standstill"),
}
_UNITS = SheetForm(
    ("单位", "Units"),
    (
        Column("class", "类别", "Class", width=16),
        Column("unit", "单位", "Unit", width=24),
        Column("green", "绿灯", "Green", width=8),
        Column("yellow", "黄灯", "Yellow", width=8),
        Column("red", "红灯", "Red", width=8),
        Column("awaited", "未督查", "Not looked into", width=10),
        Column("made_good", "其中整改转黄", "Made good", width=14),
        Column("difference", "红灯较上季度", "Red against before", width=16),
    ),
)
_LINES = SheetForm(
    ("督查事项", "Lines"),
    (
        Column("unit", "单位", "Unit", width=24),
        Column("line", "事项", "Line", width=30),
        Column("due", "应达到", "Due", width=18),
        Column("found", "督查结果", "Found", width=22),
        Column("found_light", "督查时", "Found as", width=10),
        Column("light", "现在", "Now", width=10),
        Column("note", "督查情况", "Note", width=44),
        Column("made_good", "整改情况", "Made good", width=44),
        Column("rule", "亮灯规则", "Rule", width=60),
    ),
)


async def write_report(session: AnySession, current: Round, principal: Principal) -> bytes:
    report = await show_report(session, current, principal)
    items = await repository.list_all_items(session, principal.visibility, current.id)
    language = current_language.get()
    book, told = new_book(say("季度报告", "Report"))
    for line, sentence in enumerate([current.title, *report.sentences, "", *report.rule_sentences], start=1):
        write_text(told, line, 1, sentence).alignment = Alignment(wrap_text=True, vertical="top")
    told.column_dimensions["A"].width = 110
    told["A1"].font = Font(bold=True, size=14)
    write_table(book.create_sheet(say(*_UNITS.title)), _UNITS, _rows_of_units(report), language)
    lines: Worksheet = book.create_sheet(say(*_LINES.title))
    write_table(lines, _LINES, _rows_of_lines(current, items), language)
    _colour_lights(lines, items)
    return save_workbook(book)


def _rows_of_units(report: QuarterReport) -> Iterator[Row]:
    for unit in report.units:
        counts, before = unit.counts, unit.counts_before
        yield {
            "class": unit.class_code,
            "unit": unit.unit_name,
            "green": counts.green,
            "yellow": counts.yellow,
            "red": counts.red,
            "awaited": counts.awaited,
            "made_good": counts.made_good,
            "difference": None if before is None else counts.red - before.red,
        }


def _rows_of_lines(current: Round, items: Sequence[RoundItem]) -> Iterator[Row]:
    rule = rule_of(current)
    for item in items:
        yield {
            "unit": item.unit_name,
            "line": name_item(item),
            "due": _due(item),
            "found": _found(item),
            "found_light": _name_light(item.found_light),
            "light": _name_light(item.light),
            "note": last_note(item, "found"),
            "made_good": last_note(item, "reported"),
            "rule": describe_light(item, rule),
        }


def _name_light(light: str | None) -> str | None:
    return None if light is None else say(*_LIGHTS[Light(light)][:2])


def _colour_lights(sheet: Worksheet, items: Sequence[RoundItem]) -> None:
    keys = [column.key for column in _LINES.columns]
    for line, item in enumerate(items, start=2):
        for key, light in (("found_light", item.found_light), ("light", item.light)):
            if light is not None:
                colour = _LIGHTS[Light(light)][2]
                sheet.cell(line, keys.index(key) + 1).fill = PatternFill("solid", fgColor=colour)


def _due(item: RoundItem) -> str:
    if item.expected is not None:
        return f"{number(item.expected)} {item.unit_of_measure or ''}".strip()
    return f"{item.planned} {item.planned_on}" if item.planned else ""


def _found(item: RoundItem) -> str:
    if item.value is not None:
        return f"{number(item.value)} {item.unit_of_measure or ''}".strip()
    if item.stage is None:
        return ""
    return f"{say(*_STAGES[Stage(item.stage)])} {item.reached_on or ''}".strip()
