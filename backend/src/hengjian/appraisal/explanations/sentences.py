"""Records behind a fact in plain sentences with their numbers, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hengjian.appraisal.models import BonusClaim, DeductionFact, ItemFact, PlanTarget, ValueFact
from hengjian.kit.data.decimals import round_half_up, write_decimal
from hengjian.kit.language import say
from hengjian.kit.time.clock import COUNTY_ZONE


@dataclass(frozen=True)
class Named:
    """An indicator by name, and the unit that owns it."""

    zh: str
    en: str
    owner: str | None


def _show(value: Decimal | str) -> str:
    text = write_decimal(Decimal(value))
    return text.rstrip("0").rstrip(".") if "." in text else text


def _mean(mean: Fraction) -> str:
    return write_decimal(round_half_up(Decimal(mean.numerator) / Decimal(mean.denominator), 2))


def tell_deduction(row: DeductionFact) -> str:
    points = _show(row.points)
    times = say(f"，{row.count} 次", f", {row.count} times") if row.count != 1 else ""
    factor = say(f"，系数 {_show(row.factor)}", f", factor {_show(row.factor)}") if row.factor != 1 else ""
    worth = _show(row.points * row.count * row.factor)
    return say(
        f"{row.occurred_on}，条款 {row.rule_code} 每次 {points} 分{times}{factor}，扣 {worth} 分",
        f"{row.occurred_on}, rule {row.rule_code}, {points} points each{times}{factor}: {worth} points lost",
    )


def tell_value(indicator: Named | None, fact: Mapping[str, Any]) -> str:
    actual = _show(fact["actual"]) if "actual" in fact else "–"
    target = say(f"，目标 {_show(fact['target'])}", f", target {_show(fact['target'])}") if "target" in fact else ""
    if indicator is None:
        return say(f"核定完成值 {actual}{target}", f"confirmed actual {actual}{target}")
    owner = say(f"，由{indicator.owner}填报并经核实", f", entered by {indicator.owner} and confirmed")
    by = owner if indicator.owner else ""
    return say(f"{indicator.zh}：完成 {actual}{target}{by}", f"{indicator.en}: actual {actual}{target}{by}")


def tell_plan() -> str:
    return say("下达的年度目标计划", "the plan as it was issued")


def tell_target(indicator: Named | None, target: PlanTarget, value: ValueFact | None) -> str:
    assert target.target is not None
    code = target.indicator_code
    name = say(indicator.zh, indicator.en) if indicator else code
    wanted = _show(target.target)
    if value is None:
        return say(f"{name}：目标 {wanted}，没有核定完成值，未达到", f"{name}: target {wanted}, no actual, not met")
    met = value.actual >= target.target
    outcome = say("达到" if met else "未达到", "met" if met else "not met")
    actual = _show(value.actual)
    return say(
        f"{name}：目标 {wanted}，完成 {actual}，{outcome}", f"{name}: target {wanted}, actual {actual}, {outcome}"
    )


def tell_sheet(count: int) -> str:
    return say(
        f"年终考评表：{count} 个评分，经监督组签字",
        f"the year-end sheet: {count} scores, signed by the monitoring team",
    )


def tell_evaluation(count: int, trim: int, mean: Fraction) -> str:
    dropped = say(f"，去掉最高、最低各 {trim} 个", f", {trim} dropped at each end") if trim else ""
    return say(f"{count} 位领导评鉴{dropped}，平均 {_mean(mean)}", f"{count} leaders{dropped}, mean {_mean(mean)}")


def tell_ballot(count: int) -> str:
    return say(f"共 {count} 票", f"{count} votes")


def _verified_by(row: BonusClaim) -> str:
    return say(f"，{row.verifier_name}核定", f", verified by {row.verifier_name}") if row.verifier_name else ""


def tell_bonus(row: BonusClaim) -> str:
    points, by = _show(row.points), _verified_by(row)
    return say(f"{row.matter}：加 {points} 分{by}", f"{row.matter}: {points} points{by}")


def tell_claim(row: BonusClaim) -> str:
    by = _verified_by(row)
    return say(f"{row.matter}：计“{row.kind}”一件{by}", f"{row.matter}: counts once as '{row.kind}'{by}")


def tell_unit_result(unit_name: str, fact: Mapping[str, Any]) -> str:
    total, best = _show(fact["actual"]), _show(fact["target"])
    return say(f"{unit_name}考核得分 {total}，同类最高 {best}", f"{unit_name}: total {total}, best of its class {best}")


_OWNERS = {
    "organisation_department": ("组织部", "the organisation department"),
    "unit_head": ("单位负责人", "the head of the unit"),
}


def tell_manual(owner: str, row: ItemFact | None, fact: Mapping[str, Any]) -> str:
    office, (said_zh, said_en) = say(*_OWNERS[owner]), _entered(fact)
    if row is None or row.entered_by is None or row.entered_at is None:
        return say(f"{office}{said_zh}", f"{office} {said_en}")
    day = row.entered_at.astimezone(COUNTY_ZONE).date().isoformat()
    return say(f"{office}（{row.entered_by}）于 {day} {said_zh}", f"{office} ({row.entered_by}) {said_en} on {day}")


def _entered(fact: Mapping[str, Any]) -> tuple[str, str]:
    """What an owner entered for an item: points, a value with or without its target, or how many of each kind."""
    if "counts" in fact:
        counts = "、".join(f"{kind} {number}" for kind, number in fact["counts"].items())
        return f"录入件数：{counts}", f"counted {counts}"
    if "actual" in fact:
        actual = _show(fact["actual"])
        if "target" not in fact:
            return f"录入完成值 {actual}", f"entered the value {actual}"
        target = _show(fact["target"])
        return f"录入完成值 {actual}、目标 {target}", f"entered the value {actual}, target {target}"
    score = _show(fact["score"]) if "score" in fact else "–"
    return f"评定 {score} 分", f"gave {score} points"
