from hengjian.kit.edge.problems import Problem


class BundleNotForAll(Problem):
    status, code = 403, "bundle_not_for_all"
    zh = "封存文件含单个评分，只供监督组和审计员查阅。"
    en = "The bundle holds single scores; it is for the monitoring team and the auditor."
