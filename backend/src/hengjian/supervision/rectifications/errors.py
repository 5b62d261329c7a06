from hengjian.kit.problems.problems import Problem
from hengjian.supervision.errors import FieldProblem


class RectificationStateForbids(Problem):
    status, code = 409, "rectification_state_forbids"
    zh, en = "该整改现为“{state}”，不能执行此操作。", "The rectification is {state}; this cannot be done now."


class NothingToPutRight(Problem):
    status, code = 409, "nothing_to_put_right"
    zh = "只有已通知、申辩中或已生效的扣分可以要求整改，该扣分现为“{state}”。"
    en = "Rectification may be asked for once notice is served and until it is revoked; the deduction is {state}."


class RectificationExists(Problem):
    status, code = 409, "rectification_exists"
    zh, en = "该扣分已要求整改：{number}。", "Rectification is asked for already: {number}."


class ExtensionWaits(Problem):
    status, code = 409, "extension_waits"
    zh, en = (
        "已申请延期至 {wanted_due_on}，请等待答复。",
        "An extension to {wanted_due_on} is asked for already; it waits.",
    )


class NoExtensionAsked(Problem):
    status, code = 409, "no_extension_asked"
    zh, en = "单位没有待答复的延期申请。", "The unit has asked for no extension that waits for an answer."


class DueDateUnfit(FieldProblem):
    code, pointer = "due_date_unfit", "/due_on"
    zh = "新期限须为工作日，晚于现期限 {due_on}，不早于今天，且不超过现期限后一年。"
    en = "Give a working day after the present due date, {due_on}, not before today, and within a year of that date."


class NextTermNeeded(FieldProblem):
    code, pointer = "next_term_needed", "/working_days"
    zh = "复查未通过的，须给出新的整改工作日数；通过的不填。"
    en = "A failed re-check sets the next number of working days; a passed one sets none."


class TermNeeded(FieldProblem):
    code, pointer = "term_needed", "/working_days"
    zh = "条款 {rule_code} 未规定整改工作日数，请填写。"
    en = "Rule {rule_code} names no number of working days; give one."
