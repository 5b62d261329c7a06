"""The quarter's report as one reader may see it."""

from collections.abc import Mapping, Sequence
from typing import Any

from hengjian.kit.access.auth import Principal, Visibility
from hengjian.kit.data.database import AnySession
from hengjian.kit.language import say
from hengjian.supervision.models import Round, RoundItem
from hengjian.supervision.rounds import repository
from hengjian.supervision.rounds.errors import RoundIsOpen
from hengjian.supervision.rounds.lights import Light
from hengjian.supervision.rounds.reporting import change, draw_up_report
from hengjian.supervision.rounds.schemas import QuarterReport, RedLine, RoundView
from hengjian.supervision.rounds.views import item_content, rule_of
from hengjian.supervision.rounds.wording import describe_rule, name_period, tell
from hengjian.supervision.workflows.rounds import ItemState, RoundState

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


def last_note(item: RoundItem, kind: str) -> str | None:
    return next((step.note for step in reversed(item.steps) if step.kind == kind), None)


def _red(item: RoundItem, current: Round) -> RedLine:
    made_good = last_note(item, "reported") if item.state == ItemState.MADE_GOOD else None
    content = item_content(item, rule_of(current))
    return RedLine.model_validate({**content, "finding": last_note(item, "found"), "made_good": made_good})


def _signed(difference: int) -> str:
    return f"+{difference}" if difference > 0 else f"−{-difference}" if difference else "±0"


def _tell(current: Round, report: Mapping[str, Any], names_units: bool) -> list[str]:
    """The county in a few sentences; units are named to those who see them all."""
    counts, before, units = report["counts"], report["counts_before"], report["units"]
    told = [
        tell(
            "{quarter}对 {units} 个单位的 {lines} 个事项进行督查：绿灯 {green}，黄灯 {yellow}，红灯 {red}，"
            "未督查 {awaited}。",
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
