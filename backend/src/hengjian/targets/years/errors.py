from hengjian.kit.problems.problems import Problem


class YearExists(Problem):
    status, code = 409, "year_exists"
    zh, en = "{year} 考核年度已经设立。", "The appraisal year {year} has been opened already."


class NotTheNextPhase(Problem):
    status, code = 409, "not_the_next_phase"
    zh = "年度处于“{phase}”阶段，只能逐阶段向前，不能转为“{to_phase}”。"
    en = "The year is in the phase {phase}; it moves forward one phase at a time, not to {to_phase}."


class HistoryIsPast(Problem):
    status, code = 422, "history_is_past"
    zh, en = "只有往年可以直接设为已结束。", "Only a past year may be opened as closed."
