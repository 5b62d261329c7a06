from hengjian.kit.problems.problems import Problem


class RecusalInForce(Problem):
    status, code = 409, "recusal_in_force"
    zh, en = "对该单位的回避已经登记。", "Standing aside from this unit is on record already."


class RecusalEnded(Problem):
    status, code = 409, "recusal_ended"
    zh, en = "该项回避已经解除。", "This recusal has ended already."
