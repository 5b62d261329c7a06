"""The wording of a responsibility letter (目标责任书). The same plan gives the same bytes."""

import hashlib
from collections.abc import Sequence
from datetime import date

from hengjian.kit.data.decimals import write_decimal
from hengjian.targets.models import Plan, PlanTarget

_OPENING = {
    "unit": "{name}按照本责任书承担 {year} 年度下列目标任务，接受月报告、季督查、年中评估和年终考核。",
    "person": "{name}同志按照本责任书承担所在单位 {year} 年度下列目标任务，考核结果记入本人年度考核。",
}


def letter_number(plan: Plan) -> str:
    return f"责任书〔{plan.year}〕{plan.cadre_code or plan.unit_code}号"


def _line(number: int, target: PlanTarget) -> str:
    value = "按要求完成" if target.target is None else f"{write_decimal(target.target)} {target.unit_of_measure}"
    bound = "不高于" if target.direction == "lower" and target.target is not None else ""
    months = "，".join(f"{month}月 {target.milestones[month]}" for month in sorted(target.milestones, key=int))
    return f"{number}. {target.indicator_name}（{target.indicator_code}）：{bound}{value}" + (
        f"；节点：{months}" if months else ""
    )


def write_letter(plan: Plan, targets: Sequence[PlanTarget], issued_on: date) -> str:
    """The letter of an issued plan: heading, number, what is promised, day of issue."""
    return "\n".join(
        [
            f"{plan.year} 年度目标责任书",
            letter_number(plan),
            "",
            _OPENING[plan.level].format(name=plan.subject_name, year=plan.year),
            "",
            *(_line(number, target) for number, target in enumerate(targets, 1)),
            "",
            f"下达日期：{issued_on.year} 年 {issued_on.month} 月 {issued_on.day} 日",
            "",
        ]
    )


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
