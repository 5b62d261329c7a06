from hengjian.kit.problems.problems import Problem


class ClockOnlyForward(Problem):
    status, code = 409, "clock_only_forward"
    zh, en = "系统时间只能向前，现为 {now}。", "The office clock only moves forward; it is {now}."
