from hengjian.kit.problems.problems import Problem
from hengjian.supervision.errors import FieldProblem


class RuleInUse(Problem):
    status, code = 409, "rule_in_use"
    zh = "条款 {rule_code} 已用于扣分，不能更改。"
    en = "Rule {rule_code} has been used for a deduction and cannot change."


class LateReportRuleExists(Problem):
    status, code = 409, "late_report_rule_exists"
    zh = "{year} 年已有月报逾期条款 {rule_code}，每年只能有一条。"
    en = "Rule {rule_code} is the late-report rule of {year}; a year has only one."


class PointsOrRange(Problem):
    status, code = 422, "points_or_range"
    zh = "请填写固定分值，或完整的分值区间及档差，二者取一。"
    en = "Give either fixed points, or a whole range with its step."


class RangeNotInSteps(Problem):
    status, code = 422, "range_not_in_steps"
    zh = "区间上限须高于下限，且相差整数个档差。"
    en = "The range must end above its beginning by a whole number of steps."


class LateReportNeedsPoints(Problem):
    status, code = 422, "late_report_needs_points"
    zh = "月报逾期条款须为固定分值。"
    en = "The late-report rule needs fixed points."


class FactorsIncomplete(Problem):
    status, code = 422, "factors_incomplete"
    zh = "系数不得重复，且须含 1。"
    en = "The factors must differ, and 1 must be among them."


class RepeatFactorUnfit(Problem):
    status, code = 422, "repeat_factor_unfit"
    zh = "再犯系数须大于 1，且列于该条款的系数之中。"
    en = "The repeat factor must be above 1, and one of the factors that the rule lists."


class OverdueRuleUnfit(Problem):
    status, code = 422, "overdue_rule_unfit"
    zh = "整改逾期条款 {rule_code} 须为 {year} 年目录中的固定分值条款。"
    en = "The rule for overdue rectification, {rule_code}, must be in the catalogue of {year} with fixed points."


class OverdueRuleNeedsTerm(Problem):
    status, code = 422, "overdue_rule_needs_term"
    zh = "填写整改逾期条款的，须同时填写整改工作日数。"
    en = "A rule for overdue rectification needs the number of working days for it."


class DatesOutsideYear(Problem):
    status, code = 422, "dates_outside_year"
    zh = "施行日期须在本年度内，且不晚于截止日期。"
    en = "The rule must begin within its year, and not after it ends."


class UnknownRule(FieldProblem):
    code, pointer = "unknown_rule", "/rule_code"
    zh, en = "{year} 年扣分目录中没有条款 {rule_code}。", "The catalogue of {year} has no rule {rule_code}."


class RuleNotInForce(FieldProblem):
    code, pointer = "rule_not_in_force", "/rule_code"
    zh, en = "条款 {rule_code} 在 {day} 未施行。", "Rule {rule_code} was not in force on {day}."


class RuleNotForUnit(FieldProblem):
    code, pointer = "rule_not_for_unit", "/rule_code"
    zh, en = "条款 {rule_code} 不适用于该类单位。", "Rule {rule_code} does not apply to units of this kind."


class FactorNotAllowed(FieldProblem):
    code, pointer = "factor_not_allowed", "/factor"
    zh, en = "条款 {rule_code} 未列系数 {factor}。", "Rule {rule_code} does not list the factor {factor}."


class PointsFixedByRule(FieldProblem):
    code, pointer = "points_fixed_by_rule", "/points"
    zh, en = "条款 {rule_code} 为固定分值，不得填写分值。", "Rule {rule_code} fixes the points; leave them out."


class PointsNeeded(FieldProblem):
    code, pointer = "points_needed", "/points"
    zh = "条款 {rule_code} 为区间分值，请在 {low} 至 {high} 间按 {step} 一档选定。"
    en = "Rule {rule_code} gives a range: choose a step of {step} between {low} and {high}."


class PointsOutsideRange(PointsNeeded):
    code = "points_outside_range"


class PointsReasonNeeded(FieldProblem):
    code, pointer = "points_reason_needed", "/points_reason"
    zh, en = "区间分值须书面说明理由。", "Points chosen from a range need a written reason."


class RangeRuleUnfit(FieldProblem):
    code, pointer = "range_rule_unfit", "/rule_code"
    zh = "条款 {rule_code} 的区间不含原定分值 {points}，不能改用。"
    en = "The range of rule {rule_code} does not hold the {points} points decided before."
