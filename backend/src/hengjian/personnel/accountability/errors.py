from hengjian.kit.problems.problems import Problem


class CaseNotOpen(Problem):
    status, code = 409, "case_not_open"
    zh, en = "该问责案件已结（现为 {state}）。", "This case is not open any more (it is {state})."


class StepTaken(Problem):
    status, code, zh, en = 409, "step_taken", "该措施已经执行。", "This step has been taken already."


class StepNotDecided(Problem):
    status, code = 422, "step_not_decided"
    zh, en = "决定中没有该措施。", "The decision does not contain this step."


class DateAhead(Problem):
    status, code = 422, "date_ahead"
    zh, en = "日期不得晚于今天（{today}）。", "The date cannot be later than today ({today})."
