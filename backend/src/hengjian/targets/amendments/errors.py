from hengjian.kit.problems.problems import Problem


class PlanNotAmendable(Problem):
    status, code = 409, "plan_not_amendable"
    zh = "只有已下达的单位计划可以申请调整。"
    en = "Only the issued plan of a unit can be amended."


class NotInThePlan(Problem):
    status, code = 422, "indicator_not_in_plan"
    zh, en = "计划中没有指标 {indicator_code}。", "The plan does not hold indicator {indicator_code}."


class NothingAmended(Problem):
    status, code = 422, "nothing_amended"
    zh, en = "新目标与现行目标相同。", "The new target is the same as the one in force."


class AmendmentOpen(Problem):
    status, code = 409, "amendment_open"
    zh = "指标 {indicator_code} 已有待审的调整申请。"
    en = "An amendment of {indicator_code} is waiting for a decision already."


class AmendmentIsDecided(Problem):
    status, code = 409, "amendment_is_decided"
    zh, en = "调整申请已有结论（{state}）。", "The amendment has been decided ({state})."


class TargetHasMoved(Problem):
    status, code = 409, "target_has_moved"
    zh = "申请提出后该目标已经改变，请驳回后重新申请。"
    en = "The target has changed since the proposal; reject it and propose anew."
