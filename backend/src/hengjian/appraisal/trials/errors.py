from hengjian.kit.problems.problems import Problem


class TooManyFacts(Problem):
    status, code = 422, "too_many_facts"
    zh = "表中改动了 {count} 个事实，一次推演最多 {limit} 个。"
    en = "The table changes {count} facts; a trial takes {limit} at most."
