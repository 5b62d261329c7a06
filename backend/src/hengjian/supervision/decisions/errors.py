from hengjian.kit.problems.problems import Problem
from hengjian.supervision.errors import FieldProblem


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


class MergeTargetUnfit(FieldProblem):
    code, pointer = "merge_target_unfit", "/into_id"
    zh = "只能并入同一单位、尚未退回或并入他件的另一条扣分。"
    en = "Merge only into another deduction of the same unit that is neither returned nor merged."


class ReductionNeeded(FieldProblem):
    code, pointer = "reduction_needed", "/outcome"
    zh = "部分采纳须使扣分少于原来的 {points} 分。"
    en = "Accepting in part must leave fewer than the {points} points recorded."


class ReductionNotAllowed(FieldProblem):
    code, pointer = "reduction_not_allowed", "/outcome"
    zh, en = "只有部分采纳时可以更改数量、系数或条款。", "Count, factor or rule change only when accepting in part."
