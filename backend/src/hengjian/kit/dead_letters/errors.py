from hengjian.kit.problems.problems import Problem


class WaitsBehind(Problem):
    status, code = 409, "waits_behind"
    zh = "在它之前还有同一对象的消息没有记入，请先重试那一条。"
    en = "An earlier message of the same object is not taken in yet; try that one first."
