"""Errors that several features answer, and the base of those about one field."""

from datetime import datetime
from typing import ClassVar

from hengjian.kit.problems.problems import FieldError, Problem


class FieldProblem(Problem):
    """A 422 about the field at ``pointer``."""

    status = 422
    pointer: ClassVar[str]

    def __init__(self, **params: str | int | None) -> None:
        fault = FieldError(self.pointer, self.code, self.zh.format(**params), self.en.format(**params))
        super().__init__([fault], None, **params)


class DeductionStateForbids(Problem):
    status, code = 409, "deduction_state_forbids"
    zh, en = "该扣分现为“{state}”，不能执行此操作。", "The deduction is {state}; this cannot be done now."


class UnknownUnit(FieldProblem):
    code, pointer = "unknown_unit", "/unit_code"
    zh, en = "没有在用的单位 {unit_code}。", "There is no unit {unit_code} in service."


class InTheFuture(FieldProblem):
    code, pointer = "in_the_future", "/occurred_at"
    zh, en = "时间不得晚于系统时间 {now}。", "The time lies after the office clock, which is {now}."

    def __init__(self, now: datetime) -> None:
        super().__init__(now=f"{now:%Y-%m-%d %H:%M}")


class NamesSomebody(Problem):
    status, code = 422, "public_text_names_somebody"
    zh = "公开文字中不得出现个人姓名、电话、证件号、车牌、邮箱或坐标；请去掉“{found}”后再提交。"
    en = (
        "A public text must hold no personal name, telephone, identity or plate number, mail address or coordinates; "
        "leave out “{found}”."
    )
