from hengjian.kit.edge.problems import Problem


class TransferSettled(Problem):
    status, code = 409, "transfer_settled"
    zh = "该交流已办结（现为 {state}），不能再定去向。"
    en = "This transfer is settled (it is {state}); its destination cannot be chosen any more."
