from hengjian.kit.problems.problems import Problem


class PersonInTwoTiers(Problem):
    status, code = 422, "person_in_two_tiers"
    zh, en = "同一人不得同时列入两个层级。", "Nobody may stand in two tiers."


class TiersDoNotFit(Problem):
    status, code = 422, "tiers_do_not_fit"
    zh = "须为考核项 {item_code} 在办法中规定的每个层级指定评鉴人，且不得另设层级。"
    en = "Name the evaluators of each tier that the scheme has for item {item_code}, and of no other."


class TierIncomplete(Problem):
    status, code = 409, "tier_incomplete"
    zh = "层级“{tier}”对 {count} 个对象尚未评分，而对其他对象已评分。"
    en = "Tier {tier} has not scored {count} subjects, while it has scored others."
