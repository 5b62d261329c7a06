"""What is wrong with a whole workbook, and what to do about it; what is wrong with a cell is told beside its row."""

from hengjian.kit.problems.problems import Problem


class NotAWorkbook(Problem):
    status, code = 422, "not_a_workbook"
    zh = "文件不是有效的 Excel 工作簿（.xlsx）。请用下载的模板填写，或在 Excel 中另存为 .xlsx。"
    en = "The file is not a valid Excel workbook (.xlsx). Fill in the template, or save it as .xlsx in Excel."


class WorkbookTooLarge(Problem):
    status, code = 413, "workbook_too_large"
    zh = "工作簿过大：至多 {rows} 行、{columns} 列；请删去多余的空行、图片和工作表。"
    en = (
        "The workbook is too large: at most {rows} rows and {columns} columns; "
        "leave out empty rows, pictures and other sheets."
    )


class TextTooLong(Problem):
    status, code = 413, "workbook_text_too_long"
    zh = "有文字超过 {characters} 字，Excel 的一格放不下。"
    en = "A text is longer than the {characters} characters that a cell of Excel holds."


class ColumnsMissing(Problem):
    """``place`` is where the form looks for its columns."""

    status, code = 422, "workbook_columns_missing"
    zh, en = "{place}缺少列：{columns}。请使用模板。", "Columns are missing in {place}: {columns}. Use the template."


class WorkbookEmpty(Problem):
    status, code = 422, "workbook_empty"
    zh = "工作簿中没有数据行。请填在第一个工作表的表头下方。"
    en = "The workbook has no rows of data. Write them below the headings of the first sheet."


UNFIT_WORKBOOKS = (NotAWorkbook, WorkbookTooLarge, ColumnsMissing, WorkbookEmpty)
OVERSIZED_TABLES = (WorkbookTooLarge, TextTooLong)
"""What cannot be handed out as a workbook."""
