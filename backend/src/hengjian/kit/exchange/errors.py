"""What is wrong with a whole workbook; what is wrong with a cell is told beside its row."""

from hengjian.kit.problems.problems import Problem


class NotAWorkbook(Problem):
    status, code = 422, "not_a_workbook"
    zh, en = "文件不是有效的 Excel 工作簿（.xlsx）。", "The file is not a valid Excel workbook (.xlsx)."


class WorkbookTooLarge(Problem):
    status, code = 413, "workbook_too_large"
    zh = "工作簿过大：至多 {rows} 行、{columns} 列，每格至多 32767 字。"
    en = "The workbook is too large: at most {rows} rows, {columns} columns and 32767 characters a cell."


class ColumnsMissing(Problem):
    status, code = 422, "workbook_columns_missing"
    zh, en = "表头缺少列：{columns}。请使用模板。", "The headings lack these columns: {columns}. Use the template."


class WorkbookEmpty(Problem):
    status, code = 422, "workbook_empty"
    zh, en = "工作簿中没有数据行。", "The workbook has no rows of data."


UNFIT_WORKBOOKS = (NotAWorkbook, WorkbookTooLarge, ColumnsMissing, WorkbookEmpty)
