from hengjian.kit.problems import Problem
from hengjian.supervision.faults import FieldFault, UnknownUnit


class RoundExists(Problem):
    status, code = 409, "round_exists"
    zh, en = "{year} 年 {period} 督查已经立项。", "There is a round for {period} of {year} already."


class RoundIsClosed(Problem):
    status, code = 409, "round_is_closed"
    zh, en = "该轮督查已结束，不能再更改。", "The round is closed and cannot change."


class UnknownUnitClass(FieldFault):
    code, pointer = "unknown_unit_class", "/class_codes"
    zh, en = "没有类别 {class_codes}。", "There is no unit class {class_codes}."


class UnitNotInRound(UnknownUnit):
    code = "unit_not_in_round"
    zh, en = "单位 {unit_code} 不在本轮督查范围内。", "Unit {unit_code} is not among the classes of this round."
