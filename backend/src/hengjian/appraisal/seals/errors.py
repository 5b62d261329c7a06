from hengjian.kit.problems.problems import Problem


class NoSealingKey(Problem):
    status, code = 503, "no_sealing_key"
    zh, en = "未配置签名密钥，不能公示结果。", "There is no signing key; results cannot be sealed."
