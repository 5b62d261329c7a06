from hengjian.kit.problems.problems import Problem


class ReasonNeeded(Problem):
    status, code = 422, "reentry_reason_needed"
    zh = "单位 {unit_code} 指标 {indicator_code} 的数值已经确认，重新录入须说明原因。"
    en = "The value of {indicator_code} for {unit_code} has been confirmed; entering it again needs a reason."


class ValueIsFrozen(Problem):
    status, code = 409, "value_is_frozen"
    zh = "{period} 轮次已经关闭，指标 {indicator_code} 不能再录入。"
    en = "The round {period} has closed; {indicator_code} takes no more entries."


class ValueStateForbids(Problem):
    status, code = 409, "value_state_forbids"
    zh, en = "有 {count} 个数值不在待确认状态。", "{count} of the values are not waiting for confirmation."


class ConfirmationUnclear(Problem):
    status, code = 422, "confirmation_unclear"
    zh = "请写明要确认的编号，或年度、数值名称和指标，二者取一。"
    en = "Name either the ids to confirm, or year, value name and indicators."
