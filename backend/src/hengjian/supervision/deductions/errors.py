from hengjian.kit.edge.problems import Problem
from hengjian.supervision.faults import FieldFault


class DeductionIdTaken(Problem):
    status, code = 409, "deduction_id_taken"
    zh = "编号 {id} 已用于另一内容的扣分记录，本次未保存。"
    en = "The id {id} belongs to a deduction with other content; nothing was saved."


class DeductionStateForbids(Problem):
    status, code = 409, "deduction_state_forbids"
    zh, en = "该扣分现为“{state}”，不能执行此操作。", "The deduction is {state}; this cannot be done now."


class RepeatStands(Problem):
    status, code = 409, "repeat_stands"
    zh = "该扣分不是因已撤销的扣分而加重的，无须更正。"
    en = "The deduction was not raised because of one that was revoked; there is nothing to correct."


class ObjectionTermOver(Problem):
    status, code = 409, "objection_term_over"
    zh, en = "申辩期限已于 {until} 届满。", "The term for objections ended at {until}."


class AlreadyPublished(Problem):
    status, code = 409, "already_published"
    zh, en = "该扣分已经公布。", "The deduction has been published already."


class UnknownRule(FieldFault):
    code, pointer = "unknown_rule", "/rule_code"
    zh, en = "{year} 年扣分目录中没有条款 {rule_code}。", "The catalogue of {year} has no rule {rule_code}."


class NoCatalogue(FieldFault):
    code, pointer = "no_catalogue_that_year", "/occurred_at"
    zh = "{year} 年没有扣分目录，请核对发生时间和手机时钟。"
    en = "There is no catalogue for {year}; check when it happened and the clock of the device."


class SecondRecorderUnknown(FieldFault):
    code, pointer = "second_recorder_unknown", "/second_recorder"
    zh, en = "没有在岗的督查员 {name}。", "There is no inspector {name} in service."


class SecondRecorderIsFirst(FieldFault):
    code, pointer = "second_recorder_is_first", "/second_recorder"
    zh, en = "第二督查员须是另一人。", "The second inspector must be somebody else."


class SecondRecorderStandsAside(FieldFault):
    code, pointer = "second_recorder_stands_aside", "/second_recorder"
    zh, en = "{name} 对该单位应当回避，请改由他人。", "{name} must stand aside from this unit; name somebody else."


class RuleNotInForce(FieldFault):
    code, pointer = "rule_not_in_force", "/rule_code"
    zh, en = "条款 {rule_code} 在 {day} 未施行。", "Rule {rule_code} was not in force on {day}."


class RuleNotForUnit(FieldFault):
    code, pointer = "rule_not_for_unit", "/rule_code"
    zh, en = "条款 {rule_code} 不适用于该类单位。", "Rule {rule_code} does not apply to units of this kind."


class FactorNotAllowed(FieldFault):
    code, pointer = "factor_not_allowed", "/factor"
    zh, en = "条款 {rule_code} 未列系数 {factor}。", "Rule {rule_code} does not list the factor {factor}."


class PointsFixedByRule(FieldFault):
    code, pointer = "points_fixed_by_rule", "/points"
    zh, en = "条款 {rule_code} 为固定分值，不得填写分值。", "Rule {rule_code} fixes the points; leave them out."


class PointsNeeded(FieldFault):
    code, pointer = "points_needed", "/points"
    zh = "条款 {rule_code} 为区间分值，请在 {low} 至 {high} 间按 {step} 一档选定。"
    en = "Rule {rule_code} gives a range: choose a step of {step} between {low} and {high}."


class PointsOutsideRange(PointsNeeded):
    code = "points_outside_range"


class PointsReasonNeeded(FieldFault):
    code, pointer = "points_reason_needed", "/points_reason"
    zh, en = "区间分值须书面说明理由。", "Points chosen from a range need a written reason."


class CadreNotOfUnit(FieldFault):
    code, pointer = "cadre_not_of_unit", "/cadre_codes"
    zh, en = "{cadre_codes} 当日不在该单位任职。", "{cadre_codes} did not serve in this unit on that day."


class UnknownVisit(FieldFault):
    code, pointer = "unknown_visit", "/visit_id"
    zh, en = "没有该单位的这次督查记录。", "There is no such visit to this unit."


class MergeTargetUnfit(FieldFault):
    code, pointer = "merge_target_unfit", "/into_id"
    zh = "只能并入同一单位、尚未退回或并入他件的另一条扣分。"
    en = "Merge only into another deduction of the same unit that is neither returned nor merged."


class ReductionNeeded(FieldFault):
    code, pointer = "reduction_needed", "/outcome"
    zh = "部分采纳须使扣分少于原来的 {points} 分。"
    en = "Accepting in part must leave fewer than the {points} points recorded."


class ReductionNotAllowed(FieldFault):
    code, pointer = "reduction_not_allowed", "/outcome"
    zh, en = "只有部分采纳时可以更改数量、系数或条款。", "Count, factor or rule change only when accepting in part."


class RangeRuleUnfit(FieldFault):
    code, pointer = "range_rule_unfit", "/rule_code"
    zh = "条款 {rule_code} 的区间不含原定分值 {points}，不能改用。"
    en = "The range of rule {rule_code} does not hold the {points} points decided before."


class NamesSomebody(Problem):
    status, code = 422, "public_text_names_somebody"
    zh = "公开文字中不得出现个人姓名、电话、证件号、车牌、邮箱或坐标；请去掉“{found}”后再提交。"
    en = (
        "A public text must hold no personal name, telephone, identity or plate number, mail address or coordinates; "
        "leave out “{found}”."
    )
