"""Faults of one field: the problem that carries its own pointer."""

from datetime import datetime
from typing import ClassVar

from hengjian.kit.edge.problems import FieldError, Problem


class FieldFault(Problem):
    """A 422 about the field at ``pointer``."""

    status = 422
    pointer: ClassVar[str]

    def __init__(self, **params: str | int | None) -> None:
        fault = FieldError(self.pointer, self.code, self.zh.format(**params), self.en.format(**params))
        super().__init__([fault], None, **params)


class UnknownUnit(FieldFault):
    code, pointer = "unknown_unit", "/unit_code"
    zh, en = "没有在用的单位 {unit_code}。", "There is no unit {unit_code} in service."


class InTheFuture(FieldFault):
    code, pointer = "in_the_future", "/occurred_at"
    zh, en = "时间不得晚于办公时钟 {now}。", "The time lies after the office clock, which is {now}."

    def __init__(self, now: datetime) -> None:
        super().__init__(now=f"{now:%Y-%m-%d %H:%M}")
