from hengjian.kit.problems.problems import Problem


class UnknownBonusKind(Problem):
    status, code = 422, "unknown_bonus_kind"
    zh, en = "该单位适用的办法没有加分类别 {kind}。", "The unit's scheme has no bonuses of kind {kind}."
