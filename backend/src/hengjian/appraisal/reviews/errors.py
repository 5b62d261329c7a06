from hengjian.kit.problems.problems import Problem


class PublicityOver(Problem):
    status, code = 409, "publicity_over"
    zh, en = "不在公示期内，不能申请复核。", "A review is asked for while publicity lasts."
