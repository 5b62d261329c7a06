from hengjian.kit.problems.problems import Problem


class UnknownClass(Problem):
    status, code = 422, "unknown_unit_class"
    zh, en = "没有类别 {class_code}。", "There is no unit class {class_code}."


class KindMismatch(Problem):
    status, code = 422, "unit_kind_mismatch"
    zh = "类别 {class_code} 只收{kind}，不能放入该单位。"
    en = "Class {class_code} is for units of kind {kind}; this unit cannot be put into it."


class MoveBeforeLast(Problem):
    status, code = 422, "move_before_last"
    zh, en = "生效日期须晚于 {from_on}。", "The date must be later than {from_on}."


class KindIsFixed(Problem):
    status, code = 422, "unit_kind_is_fixed"
    zh, en = "单位性质不能更改，请新建单位。", "The kind of a unit does not change; create a new unit."


class NameTaken(Problem):
    status, code = 409, "unit_name_taken"
    zh = "在用单位 {code} 已叫“{name}”，两个单位不能同名。"
    en = "Unit {code}, which is in service, is called “{name}” already; no two share a name."
