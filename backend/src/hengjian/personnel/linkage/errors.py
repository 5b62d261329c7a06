from hengjian.kit.problems.problems import Problem


class RulesIssued(Problem):
    status, code = 409, "linkage_rules_issued"
    zh = "{year} 年的结果运用办法已印发，不能再改。"
    en = "The linkage rules of {year} have been issued and cannot change any more."


class RulesNotIssued(Problem):
    status, code = 409, "linkage_rules_not_issued"
    zh = "{year} 年的结果运用办法尚未印发。"
    en = "The linkage rules of {year} have not been issued yet."


class RulesContradict(Problem):
    status, code = 422, "linkage_rules_contradict"
    zh = "办法前后矛盾，请按提示修改。"
    en = "The rules contradict themselves; see each fault."
