"""Rules and reports in words, in the reader's language."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.language import say
from hengjian.supervision.models import RoundItem
from hengjian.supervision.points import plain
from hengjian.supervision.rounds.lights import LightRule, read_rule

_TYPED = ("本轮在按规则亮灯以前，灯由督查室填写。", "From before lights followed a rule: the office typed this one.")
_BASIS = {
    "milestone": ("季度节点", "The quarter's milestone"),
    "linear": ("按节点折算", "By the line between milestones"),
    "ceiling": ("上限", "Ceiling"),
}
_PERIODS = {"Q1": "一季度", "Q2": "二季度", "Q3": "三季度", "Q4": "四季度"}


def tell(zh: str, en: str, **words: object) -> str:
    """A sentence with what stands in braces filled in, in the reader's language."""
    return say(zh, en).format(**words)


def number(value: Decimal) -> str:
    return write_decimal(plain(value))


def name_period(year: int, period: str) -> str:
    return say(f"{year}年{_PERIODS[period]}", f"{period} of {year}")


def name_item(item: RoundItem) -> str:
    return say(item.name, item.name_en)


def describe_rule(content: Mapping[str, Any] | None) -> list[str]:
    """The rule of a round, sentence by sentence."""
    if content is None:
        return [say(*_TYPED)]
    rule = read_rule(content)
    words = {
        "green": number(rule.green_percent),
        "yellow": number(rule.yellow_percent),
        "green_days": rule.green_days,
        "yellow_days": rule.yellow_days,
        "days": rule.make_good_days,
    }
    return [
        tell(
            "主要指标：达到季度节点的 {green}% 以上为绿灯，{yellow}% 以上为黄灯，不足为红灯；"
            "越低越好的指标按超过上限的幅度同样计算。",
            "Main indicators: green from {green}% of what is due by the end of the quarter, yellow from {yellow}%, "
            "red below; where lower is better, by how far the ceiling is exceeded.",
            **words,
        ),
        tell(
            "重点项目：比计划晚不超过 {green_days} 天为绿灯，不超过 {yellow_days} 天为黄灯，更晚或停工为红灯。",
            "Key projects: green up to {green_days} days late, yellow up to {yellow_days}, red "
            "later or where work stands still.",
            **words,
        ),
        tell(
            "红灯只有在 {days} 个工作日内整改并经复查确认，才转为黄灯；本季度内不转绿灯，任何人不能手工改灯。",
            "A red light turns yellow only when it is made good within {days} working days and checked again; "
            "never green in the same quarter, and nobody can set a light by hand.",
            **words,
        ),
    ]


def describe_light(item: RoundItem, rule: LightRule | None) -> str:
    """By which numbers the light of this line is computed."""
    if item.measure == "value":
        return _describe_value(item)
    if item.measure == "schedule" and rule is not None:
        return tell(
            "计划 {day} 完成：晚不超过 {green} 天为绿灯，不超过 {yellow} 天为黄灯，更晚或停工为红灯。",
            "Planned for {day}: green up to {green} days late, yellow up to {yellow}, red later or at a standstill.",
            day=item.planned_on,
            green=rule.green_days,
            yellow=rule.yellow_days,
        )
    return say(*_TYPED)


def _describe_value(item: RoundItem) -> str:
    assert item.expected is not None
    assert item.green_at is not None
    assert item.yellow_at is not None
    basis = _BASIS[item.basis or "milestone"]
    words = {
        "expected": number(item.expected),
        "unit": item.unit_of_measure or "",
        "green": number(item.green_at),
        "yellow": number(item.yellow_at),
        "basis": say(*basis),
    }
    if item.direction == "lower":
        return tell(
            "{basis} {expected} {unit}：不高于 {green} 为绿灯，不高于 {yellow} 为黄灯，更高为红灯。",
            "{basis} {expected} {unit}: green up to {green}, yellow up to {yellow}, red above.",
            **words,
        )
    return tell(
        "{basis} {expected} {unit}：达到 {green} 为绿灯，达到 {yellow} 为黄灯，更低为红灯。",
        "{basis} {expected} {unit}: green from {green}, yellow from {yellow}, red below.",
        **words,
    )
