from hengjian.kit.problems.problems import Problem


class ImportedByAnother(Problem):
    status, code = 409, "imported_by_another"
    zh, en = "同样的一行已由他人导入。", "Somebody else has imported a row with this content."
