from hengjian.kit.problems.problems import Problem


class NoTable(Problem):
    status, code = 409, "scheme_has_no_table"
    zh = "办法内容还不是一棵考核项的树，或有重复的代码；请先改正。"
    en = "The scheme is not yet a tree of items, or codes are repeated; mend that first."


class NotATable(Problem):
    status, code = 422, "not_a_table"
    zh = "文件不是可读取的 Excel（.xlsx）或 JSON 文件。"
    en = "The file is neither an Excel workbook (.xlsx) nor JSON that can be read."


class TableRefused(Problem):
    status, code = 422, "table_refused"
    zh, en = "表中有错误，没有作任何改动。", "The table has faults; nothing was changed."
