from hengjian.kit.problems.problems import Problem


class OneOther(Problem):
    status, code = 422, "one_other"
    zh, en = "请填写一个单位或一名人员，只填其一。", "Name one unit or one person, not both."


class UnknownPerson(Problem):
    status, code = 422, "unknown_person"
    zh, en = "没有人员 {person_code}。", "There is no person {person_code}."


class TieInForce(Problem):
    status, code = 409, "tie_in_force"
    zh, en = "这项回避关系已经登记。", "This tie is on record already."


class TieEnded(Problem):
    status, code = 409, "tie_ended"
    zh, en = "这项回避关系已经解除。", "This tie has ended already."
