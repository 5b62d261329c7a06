from hengjian.kit.problems.problems import Problem


class UnknownUnit(Problem):
    status, code = 422, "unknown_unit"
    zh, en = "没有单位 {unit_code}。", "There is no unit {unit_code}."


class PostingBeforeLast(Problem):
    status, code = 422, "posting_before_last"
    zh, en = "任职日期须晚于 {from_on}。", "The date must be later than {from_on}."
