"""The quarter's report as one reader may see it, on the page and as a workbook."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.auth import Principal, Visibility
from hengjian.kit.exchange.workbooks import save_workbook, write_text
from hengjian.kit.language import say
from hengjian.supervision.models import Round, RoundItem
from hengjian.supervision.rounds import repository
from hengjian.supervision.rounds.errors import RoundIsOpen
from hengjian.supervision.rounds.lights import Light, Stage
from hengjian.supervision.rounds.reporting import change, draw_up_report
from hengjian.supervision.rounds.schemas import QuarterReport, RedLine, RoundView
from hengjian.supervision.rounds.views import item_content, rule_of
from hengjian.supervision.rounds.wording import describe_light, describe_rule, name_item, name_period, number, tell
from hengjian.supervision.workflows.rounds import ItemState, RoundState

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
_MOST_NAMED = 5


async def show_report(session: AnySession, current: Round, principal: Principal) -> QuarterReport:
    if current.state != RoundState.CLOSED:
        raise RoundIsOpen
    visible = principal.visibility
    items = await repository.list_all_items(session, visible, current.id)
    report = current.report or await _draw_up_late(session, current)
    return QuarterReport.model_validate(
        {
            "round": RoundView.model_validate(current),
            "previous": report["previous"],
            "counts": report["counts"],
            "counts_before": report["counts_before"],
            "sentences": _tell(current, report, visible.whole_county),
            "rule_sentences": describe_rule(current.rule),
            "classes": report["classes"],
            "units": [unit for unit in report["units"] if visible.includes(unit["unit_code"])],
            "reds": [_red(item, current) for item in items if item.found_light == Light.RED],
        }
    )


async def _draw_up_late(session: AnySession, current: Round) -> dict[str, Any]:
    """For a round that closed before reports were made."""
    everything = Visibility(whole_county=True)
    return draw_up_report(await repository.list_all_items(session, everything, current.id), None, [])


def _last_note(item: RoundItem, kind: str) -> str | None:
    return next((step.note for step in reversed(item.steps) if step.kind == kind), None)


def _red(item: RoundItem, current: Round) -> RedLine:
    made_good = _last_note(item, "reported") if item.state == ItemState.MADE_GOOD else None
    content = item_content(item, rule_of(current))
    return RedLine.model_validate({**content, "finding": _last_note(item, "found"), "made_good": made_good})


def _signed(difference: int) -> str:
    return f"+{difference}" if difference > 0 else f"−{-difference}" if difference else "±0"


def _tell(current: Round, report: Mapping[str, Any], names_units: bool) -> list[str]:
    """The county in a few sentences; units are named to those who see them all."""
    counts, before, units = report["counts"], report["counts_before"], report["units"]
    told = [
        tell(
            "{quarter}对 {units} 个单位的 {lines} 个事项进行督查：绿灯 {green}，黄灯 {yellow}，红灯 {red}，未督查 {awaited}。",
            "In {quarter}, {lines} lines of {units} units were on the checklists: "
            "{green} green, {yellow} yellow, {red} red, {awaited} not looked into.",
            quarter=name_period(current.year, current.period),
            units=len(units),
            lines=sum(counts[name] for name in ("green", "yellow", "red", "awaited")),
            **{name: counts[name] for name in ("green", "yellow", "red", "awaited")},
        )
    ]
    if counts["red"] or counts["made_good"]:
        told.append(
            tell(
                "亮过红灯的 {found} 项中，{made_good} 项经整改和复查转为黄灯，{red} 项仍为红灯。",
                "Of {found} lines found red, {made_good} were made good and are yellow; {red} are still red.",
                found=counts["red"] + counts["made_good"],
                made_good=counts["made_good"],
                red=counts["red"],
            )
        )
    else:
        told.append(say("没有亮红灯的事项。", "No line was found red."))
    if before is not None:
        differences = {name: _signed(change(counts, before, name) or 0) for name in ("green", "yellow", "red")}
        told.append(
            tell(
                "与{quarter}相比：绿灯 {green}，黄灯 {yellow}，红灯 {red}。",
                "Against {quarter}: green {green}, yellow {yellow}, red {red}.",
                quarter=name_period(report["previous"]["year"], report["previous"]["period"]),
                **differences,
            )
        )
    else:
        told.append(say("没有上一季度的督查可以比较。", "There is no round of the quarter before to compare with."))
    return told + (_name_units(units) if names_units else [])


def _name_units(units: Sequence[Mapping[str, Any]]) -> list[str]:
    reddest = sorted((unit for unit in units if unit["counts"]["red"]), key=lambda unit: -unit["counts"]["red"])
    told = []
    if reddest:
        separator = say("、", ", ")
        named = separator.join(
            tell("{name}（{red}）", "{name} ({red})", name=unit["unit_name"], red=unit["counts"]["red"])
            for unit in reddest[:_MOST_NAMED]
        )
        told.append(
            tell(
                "仍有红灯的单位 {count} 个，最多的是{named}。",
                "{count} units still have red lights, most of all {named}.",
                count=len(reddest),
                named=named,
            )
        )
    all_green = sum(not any(unit["counts"][name] for name in ("yellow", "red", "awaited")) for unit in units)
    if all_green:
        told.append(tell("全部绿灯的单位 {count} 个。", "{count} units have green lights only.", count=all_green))
    return told


async def write_report(session: AnySession, current: Round, principal: Principal) -> bytes:
    """A workbook with the sentences, the units and every line that the reader may see."""
    report = await show_report(session, current, principal)
    items = await repository.list_all_items(session, principal.visibility, current.id)
    book = Workbook()
    told = book.active
    assert isinstance(told, Worksheet), "a new workbook has one"
    told.title = say("季度报告", "Report")
    for line, sentence in enumerate([current.title, *report.sentences, "", *report.rule_sentences], start=1):
        write_text(told, line, 1, sentence).alignment = Alignment(wrap_text=True, vertical="top")
    told.column_dimensions["A"].width = 110
    told["A1"].font = Font(bold=True, size=14)
    _write_units(book, report)
    _write_lines(book, current, items)
    return save_workbook(book)


def _head(sheet: Worksheet, headings: Sequence[tuple[str, str, int]]) -> None:
    for place, (zh, en, width) in enumerate(headings, start=1):
        cell = write_text(sheet, 1, place, say(zh, en))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE6F1")
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"


def _write_units(book: Workbook, report: QuarterReport) -> None:
    sheet: Worksheet = book.create_sheet(say("单位", "Units"))
    _head(
        sheet,
        [
            ("类别", "Class", 16), ("单位", "Unit", 24), ("绿灯", "Green", 8), ("黄灯", "Yellow", 8), ("红灯", "Red", 8),
            ("未督查", "Not looked into", 10), ("其中整改转黄", "Made good", 14), ("红灯较上季度", "Red against before", 16),
        ],
    )  # fmt: skip
    for line, unit in enumerate(report.units, start=2):
        write_text(sheet, line, 1, unit.class_code or "")
        write_text(sheet, line, 2, unit.unit_name)
        counts = unit.counts
        for place, count in enumerate((counts.green, counts.yellow, counts.red, counts.awaited, counts.made_good), 3):
            sheet.cell(line, place, count)
        if unit.counts_before is not None:
            sheet.cell(line, 8, counts.red - unit.counts_before.red)


def _write_lines(book: Workbook, current: Round, items: Sequence[RoundItem]) -> None:
    sheet: Worksheet = book.create_sheet(say("督查事项", "Lines"))
    _head(
        sheet,
        [
            ("单位", "Unit", 24), ("事项", "Line", 30), ("应达到", "Due", 18), ("督查结果", "Found", 22), ("督查时", "Found as", 10),
            ("现在", "Now", 10), ("督查情况", "Note", 44), ("整改情况", "Made good", 44), ("亮灯规则", "Rule", 60),
        ],
    )  # fmt: skip
    rule = rule_of(current)
    for line, item in enumerate(items, start=2):
        texts = (
            item.unit_name,
            name_item(item),
            _due(item),
            _found(item),
            "",
            "",
            _last_note(item, "found") or "",
            _last_note(item, "reported") or "",
            describe_light(item, rule),
        )
        for place, text in enumerate(texts, start=1):
            write_text(sheet, line, place, text).alignment = Alignment(wrap_text=True, vertical="top")
        for place, light in ((5, item.found_light), (6, item.light)):
            if light is not None:
                zh, en, colour = _LIGHTS[Light(light)]
                write_text(sheet, line, place, say(zh, en)).fill = PatternFill("solid", fgColor=colour)


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
