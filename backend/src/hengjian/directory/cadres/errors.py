from hengjian.kit.problems.problems import Problem


class UnknownUnit(Problem):
    status, code = 422, "unknown_unit"
    zh, en = "没有单位 {unit_code}。", "There is no unit {unit_code}."


class UnitDissolved(Problem):
    status, code = 422, "unit_dissolved"
    zh, en = "单位 {unit_code} 已撤销，不能再任职。", "Unit {unit_code} is dissolved; nobody is posted there any more."


class PostingBeforeLast(Problem):
    status, code = 422, "posting_before_last"
    zh, en = "任职日期须晚于 {from_on}。", "The date must be later than {from_on}."
