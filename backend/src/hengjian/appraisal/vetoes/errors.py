from hengjian.kit.problems.problems import Problem


class UnknownVeto(Problem):
    status, code = 422, "unknown_veto"
    zh, en = "该单位适用的办法没有一票否决项 {veto_code}。", "The unit's scheme has no veto {veto_code}."
