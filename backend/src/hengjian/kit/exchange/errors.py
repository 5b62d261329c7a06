"""What is wrong with a whole workbook, and what to do about it; what is wrong with a cell is told beside its row."""

from hengjian.kit.problems.problems import Problem


class NotAWorkbook(Problem):
    status, code = 422, "not_a_workbook"
    zh = "文件不是有效的 Excel 工作簿（.xlsx）。请用下载的模板填写，或在 Excel 中另存为 .xlsx。"
    en = "The file is not a valid Excel workbook (.xlsx). Fill in the template, or save it as .xlsx in Excel."


class WorkbookTooLarge(Problem):
    status, code = 413, "workbook_too_large"
    zh = "工作簿过大：至多 {rows} 行、{columns} 列。"
    en = "The workbook is too large: at most {rows} rows and {columns} columns."


class TooManyRows(WorkbookTooLarge):
    zh = "数据过多，或离表头过远：至多 {rows} 行。请分成几个文件，并删去数据下方的空行。"
    en = (
        "Too many rows, or too far below the headings: at most {rows}. "
        "Split the file, and delete the empty rows below the data."
    )


class UnpacksTooLarge(WorkbookTooLarge):
    zh = "文件内容过大：至多 {parts} 个部件，解压后至多 {megabytes} MB。请只保留要填的工作表，删去图片和其他工作表。"
    en = (
        "The file holds too much: at most {parts} parts and {megabytes} MB when unpacked. "
        "Keep the sheet that is filled in, without pictures and other sheets."
    )


class TextTooLong(WorkbookTooLarge):
    zh = "有文字超过 {characters} 字，Excel 的一格放不下。"
    en = "A text is longer than the {characters} characters that a cell of Excel holds."


class ColumnsMissing(Problem):
    status, code = 422, "workbook_columns_missing"
    zh, en = "表头缺少列：{columns}。请使用模板。", "The headings lack these columns: {columns}. Use the template."


class ColumnKeysMissing(ColumnsMissing):
    """The headings may all be there: columns of a keyed form are known by the row below."""

    zh = "缺少模板第二行的列代码：{columns}。请用下载的模板填写，并保留第二行。"
    en = "The template's second row, with the columns' codes, lacks: {columns}. Fill in the template and keep that row."


class WorkbookEmpty(Problem):
    status, code = 422, "workbook_empty"
    zh = "工作簿中没有数据行。请填在第一个工作表的表头下方。"
    en = "The workbook has no rows of data. Write them below the headings of the first sheet."


UNFIT_WORKBOOKS = (NotAWorkbook, WorkbookTooLarge, ColumnsMissing, WorkbookEmpty)
