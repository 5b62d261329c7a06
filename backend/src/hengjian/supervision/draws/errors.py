from hengjian.kit.problems.problems import Problem
from hengjian.supervision.errors import FieldProblem


class UnknownUnits(FieldProblem):
    code, pointer = "unknown_unit", "/unit_codes"
    zh, en = "没有在用的单位 {unit_codes}。", "There is no unit {unit_codes} in service."


class InspectorTwice(FieldProblem):
    code, pointer = "inspector_twice", "/inspectors"
    zh, en = "同一督查员列出两次。", "An inspector is listed twice."


class TooFewInspectors(FieldProblem):
    code, pointer = "too_few_inspectors", "/inspectors"
    zh = "扣除应当回避的人员后，{unit_name} 可派的督查员不足 {team_size} 人。"
    en = "Fewer than {team_size} inspectors need not stand aside from {unit_name}."


class AlreadyDrawn(Problem):
    status, code = 409, "already_drawn"
    zh, en = "已经抽签，结果不可更改。", "The lots are drawn and stand as they are."
