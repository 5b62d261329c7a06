from hengjian.kit.problems.problems import Problem


class SubjectMismatch(Problem):
    status, code = 422, "plan_subject_mismatch"
    zh = "县级计划不写单位和干部，单位计划只写单位，个人计划只写干部。"
    en = "A county plan names nobody, a unit plan names its unit only, a person plan its cadre only."


class UnknownCadre(Problem):
    status, code = 422, "unknown_cadre"
    zh, en = "没有在职干部 {cadre_code}。", "There is no cadre {cadre_code} in service."


class IndicatorTwice(Problem):
    status, code = 422, "indicator_twice"
    zh, en = "指标 {indicator_code} 在同一计划中出现两次。", "Indicator {indicator_code} stands in the plan twice."


class MilestonesFall(Problem):
    status, code = 422, "milestones_fall"
    zh = "指标 {indicator_code} 的节点目标应逐月不减，十二月的节点应等于目标值。"
    en = "Milestones of {indicator_code} must not fall from month to month, and December's must be the target."


class TargetUntraceable(Problem):
    status, code = 422, "target_untraceable"
    zh = "指标 {indicator_code} 所承接的 {carries_indicator_code} 不在上级计划中。"
    en = "Indicator {indicator_code} is to carry {carries_indicator_code}, which the plan one level up does not hold."


class PlanIsIssued(Problem):
    status, code = 409, "plan_is_issued"
    zh = "计划已经下达，不能重写；目标值请按程序调整。"
    en = "The plan has been issued and cannot be rewritten; amend its targets instead."


class HigherPlanNotIssued(Problem):
    status, code = 409, "higher_plan_not_issued"
    zh, en = "上级计划尚未下达。", "The plan one level up has not been issued."


class TargetMissing(Problem):
    status, code = 409, "target_missing"
    zh, en = "指标 {indicator_code} 没有目标值。", "Indicator {indicator_code} has no target."
