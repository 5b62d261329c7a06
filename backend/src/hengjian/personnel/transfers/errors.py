from hengjian.kit.problems.problems import Problem


class TransferSettled(Problem):
    status, code = 409, "transfer_settled"
    zh = "该交流已办结（现为 {state}），不能再定去向。"
    en = "This transfer is settled (it is {state}); its destination cannot be chosen any more."


class UnknownTownship(Problem):
    status, code = 422, "unknown_township"
    zh = "{unit_code} 不是可接收的其他乡镇。"
    en = "{unit_code} is not another township that can receive."
