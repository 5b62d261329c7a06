from hengjian.kit.problems.problems import Problem
from hengjian.supervision.errors import FieldProblem


class DeductionIdTaken(Problem):
    status, code = 409, "deduction_id_taken"
    zh = "编号 {id} 已用于另一内容的扣分记录，本次未保存。"
    en = "The id {id} belongs to a deduction with other content; nothing was saved."


class NoCatalogue(FieldProblem):
    code, pointer = "no_catalogue_that_year", "/occurred_at"
    zh = "{year} 年没有扣分目录，请核对发生时间和手机时钟。"
    en = "There is no catalogue for {year}; check when it happened and the clock of the device."


class SecondRecorderUnknown(FieldProblem):
    code, pointer = "second_recorder_unknown", "/second_recorder"
    zh, en = "没有在岗的督查员 {name}。", "There is no inspector {name} in service."


class SecondRecorderIsFirst(FieldProblem):
    code, pointer = "second_recorder_is_first", "/second_recorder"
    zh, en = "第二督查员须是另一人。", "The second inspector must be somebody else."


class SecondRecorderStandsAside(FieldProblem):
    """Does not say why: that is told to the one concerned alone."""

    code, pointer = "second_recorder_stands_aside", "/second_recorder"
    zh, en = "{name} 不能与您同到该单位，请改由他人。", "{name} cannot go to this unit with you; name somebody else."


class CadreNotOfUnit(FieldProblem):
    code, pointer = "cadre_not_of_unit", "/cadre_codes"
    zh, en = "{cadre_codes} 当日不在该单位任职。", "{cadre_codes} did not serve in this unit on that day."


class UnknownVisit(FieldProblem):
    code, pointer = "unknown_visit", "/visit_id"
    zh, en = "没有该单位的这次督查记录。", "There is no such visit to this unit."
