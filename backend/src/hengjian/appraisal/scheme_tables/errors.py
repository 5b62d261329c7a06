from hengjian.kit.edge.problems import Problem

MAX_ROWS = 2000


class NoTable(Problem):
    status, code = 409, "scheme_has_no_table"
    zh = "办法内容还不是一棵考核项的树，或有重复的代码；请先改正。"
    en = "The scheme is not yet a tree of items, or codes are repeated; mend that first."


class TableTooLong(Problem):
    status, code = 422, "table_too_long"
    zh, en = (
        "指标表最多 {rows} 行，单元格最多 32767 字。",
        "A table has at most {rows} rows and 32767 characters a cell.",
    )


class NotATable(Problem):
    status, code = 422, "not_a_table"
    zh = "文件不是可读取的 Excel（.xlsx）或 JSON 文件。"
    en = "The file is neither an Excel workbook (.xlsx) nor JSON that can be read."


class ColumnsMissing(Problem):
    status, code = 422, "columns_missing"
    zh, en = "第一个工作表缺少以下列：{columns}。", "The first sheet lacks the columns {columns}."


class TableRefused(Problem):
    status, code = 422, "table_refused"
    zh, en = "表中有错误，没有作任何改动。", "The table has faults; nothing was changed."
